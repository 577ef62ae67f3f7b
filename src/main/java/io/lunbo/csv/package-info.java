/**
 * Tables as people open them in spreadsheets: RFC 4180 in UTF-8 with BOM, nothing in it that is taken for a formula.
 *
 * <p>Imports nothing of Lunbo; the format itself is commons-csv's.
 */
package io.lunbo.csv;
