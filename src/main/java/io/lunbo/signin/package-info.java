/**
 * How a person proves who he is: sign-in by password or through another house, sessions, and the brake on guessing.
 *
 * <p>Imports {@code access}, {@code audit} and {@code web}. Every session is a row that can be ended, and each request
 * asks for it again: roles, lock-outs and sign-outs hold from the next request on. Pages take the cookie only and {@code
 * /api} the bearer token only, so no browser can be made to call the API.
 */
package io.lunbo.signin;
