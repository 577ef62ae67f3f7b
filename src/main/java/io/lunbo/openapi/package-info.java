/**
 * What the API's description says beside what the endpoints say of themselves.
 *
 * <p>Imports nothing of Lunbo: it reads the description that the platform makes from the endpoints and completes it by
 * rules that hold for all of them. The players' plain routes, which the platform does not see, stand in {@code
 * META-INF/openapi.yaml}.
 */
package io.lunbo.openapi;
