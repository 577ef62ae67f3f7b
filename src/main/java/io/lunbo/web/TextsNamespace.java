package io.lunbo.web;

import io.quarkus.arc.Arc;
import io.quarkus.qute.EngineConfiguration;
import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Expression;
import io.quarkus.qute.NamespaceResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Makes {@code {t:key}} in templates the text of that key in the request's language. */
@EngineConfiguration
final class TextsNamespace implements NamespaceResolver {
    @Override
    public String getNamespace() {
        return "t";
    }

    @Override
    public CompletionStage<Object> resolve(EvalContext context) {
        Language language = Arc.container().instance(Language.class).get();
        List<CompletableFuture<Object>> parameters = new ArrayList<>();
        for (Expression parameter : context.getParams()) {
            parameters.add(context.evaluate(parameter).toCompletableFuture());
        }
        return CompletableFuture.allOf(parameters.toArray(CompletableFuture[]::new))
                .thenApply(done -> text(context.getName(), language, parameters));
    }

    /** {@code {t:of(key)}} takes the key itself from data, e.g. of an enum constant. */
    private static String text(String name, Language language, List<CompletableFuture<Object>> parameters) {
        List<Object> values =
                new ArrayList<>(parameters.stream().map(CompletableFuture::join).toList());
        String key = name.equals("of") ? String.valueOf(values.remove(0)) : name;
        return language.text(key, values.toArray());
    }
}
