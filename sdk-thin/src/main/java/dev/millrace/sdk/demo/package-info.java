/**
 * The demo worker, functions of each kind, and the main job that calls all of them through our own
 * client and checks the answers.
 */
package dev.millrace.sdk.demo;
