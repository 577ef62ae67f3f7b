/**
 * The floor that every page and endpoint stands on: refusals as problem documents, the page layout, texts in two languages.
 *
 * <p>Imports no other package of Lunbo. A refusal is one constant of {@link io.lunbo.web.ProblemType} with its sentence in
 * the message bundles; nothing else answers an error.
 */
package io.lunbo.web;
