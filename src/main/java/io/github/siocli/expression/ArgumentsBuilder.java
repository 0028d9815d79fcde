package io.github.siocli.expression;

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

    void add(Value value) {
        values.add(Json.literal(text(value)));
    }

    /** Returns the JSON text of a value and takes over its attachments. */
    String text(Value value) {
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
        if (size > Value.LIMIT) {
            throw EvaluationException.tooLarge();
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
