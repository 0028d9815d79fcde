package io.github.siocli.mock;

import io.github.siocli.json.Json;
import java.util.List;
import java.util.stream.Collectors;

/** What an argument of a rule stands for. */
sealed interface Value permits Reference, Value.Constant, Value.Text, Value.Composed {

    /** What it is now. */
    Found find(Occasion occasion);

    /** Adds it to the arguments of an event, among which it may be several. */
    default void addTo(Payload payload, Occasion occasion) {
        payload.add(find(occasion));
    }

    /** Always the same. */
    record Constant(Found found) implements Value {

        @Override
        public Found find(Occasion occasion) {
            return found;
        }
    }

    /** A part of a text or of JSON. */
    sealed interface Part {

        /** As it is. */
        record Fixed(String text) implements Part {}

        /** The text of a value. */
        record Spoken(Reference reference) implements Part {}

        /** A value as JSON. */
        record Placed(Reference reference) implements Part {}
    }

    /** A text with values in it. */
    record Text(List<Part> parts) implements Value {

        /** What it is where no value is in it. */
        Found fixed() {
            return Found.text(parts.stream()
                    .map(part -> part instanceof Part.Fixed fixed ? fixed.text() : "")
                    .collect(Collectors.joining()));
        }

        @Override
        public Found find(Occasion occasion) {
            StringBuilder text = new StringBuilder();
            for (Part part : parts) {
                text.append(part instanceof Part.Fixed fixed ? fixed.text() : "");
                text.append(
                        part instanceof Part.Spoken spoken
                                ? spoken.reference().find(occasion).text()
                                : "");
                requireSmall(text);
            }
            return Found.text(text.toString());
        }
    }

    /** JSON with values in it, in the place of values and within texts. */
    record Composed(List<Part> parts) implements Value {

        @Override
        public Found find(Occasion occasion) {
            StringBuilder json = new StringBuilder();
            Payload payload = new Payload();
            for (Part part : parts) {
                if (part instanceof Part.Fixed fixed) {
                    json.append(fixed.text());
                } else if (part instanceof Part.Spoken spoken) {
                    String quoted = Json.string(
                                    spoken.reference().find(occasion).text())
                            .text();
                    json.append(quoted, 1, quoted.length() - 1);
                } else if (part instanceof Part.Placed placed) {
                    json.append(payload.text(placed.reference().find(occasion)));
                }
                requireSmall(json);
            }
            return new Found(Json.literal(json.toString()), payload.attachments());
        }
    }

    private static void requireSmall(StringBuilder made) {
        if (made.length() > Found.LIMIT) {
            throw new RuleFault("what it makes is larger than 16 MiB");
        }
    }
}
