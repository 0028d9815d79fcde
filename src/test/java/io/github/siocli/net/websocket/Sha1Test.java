package io.github.siocli.net.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha1Test {

    @Test
    void matchesTheJdkForEachLength() throws GeneralSecurityException {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] message = new byte[length];
            random.nextBytes(message);
            assertThat(Sha1.of(message))
                    .isEqualTo(MessageDigest.getInstance("SHA-1").digest(message));
        }
    }
}
