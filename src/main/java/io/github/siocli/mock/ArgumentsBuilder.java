package io.github.siocli.mock;

import io.github.siocli.event.Arguments;
import io.github.siocli.event.Attachment;
import io.github.siocli.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Builds arguments from values. Attachments get new numbers, because they may come from several events. */
final class ArgumentsBuilder {

    private final List<Json> values = new ArrayList<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private long size;

    /** Evaluates values and returns them as arguments. */
    static Arguments of(List<Value> values, RuleContext context) {
        ArgumentsBuilder payload = new ArgumentsBuilder();
        values.forEach(value -> value.addTo(payload, context));
        return payload.arguments();
    }

    void add(RuntimeValue value) {
        values.add(Json.literal(text(value)));
    }

    /** Returns the JSON text of a value and takes over its attachments. */
    String text(RuntimeValue value) {
        String text = new Arguments(List.of(value.json()), value.attachments())
                .texts(this::addAttachment)
                .get(0);
        grow(text.length());
        return text;
    }

    private String addAttachment(Attachment attachment) {
        grow(attachment.size());
        attachments.add(attachment);
        return Arguments.placeholder(attachments.size() - 1).text();
    }

    private void grow(int more) {
        size += more;
        if (size > RuntimeValue.LIMIT) {
            throw new RuleException("its result is larger than 16 MiB");
        }
    }

    /** Returns the attachments taken over so far. */
    List<Attachment> attachments() {
        return List.copyOf(attachments);
    }

    Arguments arguments() {
        return new Arguments(values, attachments);
    }
}
