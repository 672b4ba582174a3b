package dev.millrace.codec.value.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The entries of a map are written in the natural order of their keys (text by code point), so that
 * equal maps give equal bytes. Without it they are written in the map's own order. The Arrow type
 * does not change.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface SortedKeys {}
