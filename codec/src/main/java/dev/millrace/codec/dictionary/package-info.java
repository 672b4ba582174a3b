/**
 * Dictionaries on the read side. They outlive the message they came in, so their values are copied
 * to memory that the decoder owns, where later messages replace or extend them.
 */
package dev.millrace.codec.dictionary;
