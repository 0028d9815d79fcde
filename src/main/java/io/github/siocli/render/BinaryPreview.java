package io.github.siocli.render;

import io.github.siocli.event.Attachment;
import io.github.siocli.text.Utf8Builder;

/** Formats binary values for users: the size and the first bytes. */
final class BinaryPreview {

    private static final int BYTES_SHOWN = 16;

    private BinaryPreview() {}

    static String of(Attachment attachment, TextStyle style) {
        Utf8Builder text = new Utf8Builder().append("<binary ");
        SizeText.append(text, attachment.size());
        byte[] bytes = attachment.bytes();
        for (int i = 0; i < bytes.length && i < BYTES_SHOWN; i++) {
            text.append(i == 0 ? ": " : " ");
            text.append(Character.forDigit(bytes[i] >> 4 & 0xf, 16)).append(Character.forDigit(bytes[i] & 0xf, 16));
        }
        return text.append(bytes.length > BYTES_SHOWN ? " " + style.ellipsis() + ">" : ">")
                .toString();
    }
}
