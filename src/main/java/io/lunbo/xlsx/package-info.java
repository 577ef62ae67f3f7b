/**
 * Spreadsheets that people send, read as texts in rows: bounded in every direction before anything is made of them.
 *
 * <p>Imports the JDK and a reader of cells that knows no formulas and no macros. What the texts mean is above.
 */
package io.lunbo.xlsx;
