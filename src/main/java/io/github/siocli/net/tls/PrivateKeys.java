package io.github.siocli.net.tls;

import io.github.siocli.event.FailureException;
import io.github.siocli.net.tls.PemFile.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Reads private keys in the common formats: PKCS#8 (RFC 5958), plain and encrypted, PKCS#1 (RFC 8017) for RSA and SEC 1
 * (RFC 5915) for elliptic curves.
 *
 * @param file the file of the keys, for messages
 * @param owners public keys of which one should belong to the private key
 */
record PrivateKeys(Path file, List<PublicKey> owners) {

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA");
    private static final byte[] RSA = {0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 1, 1};
    private static final byte[] ELLIPTIC_CURVE = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 2, 1};
    private static final int PARAMETERS = 0xa0;
    private static final Pattern MODERN = Pattern.compile("PBEWith(Hmac\\w+)AndAES_(\\d+)");

    /**
     * Reads a key.
     *
     * @param password the password of an encrypted key; null for none
     */
    PrivateKey read(Block block, @Nullable String password) throws FailureException {
        if (block.encrypted()) {
            throw CertificateAndKey.wrong(
                    "the key in " + file + " uses an obsolete encryption",
                    "encrypt it again: openssl pkcs8 -topk8 -in FILE -out NEW");
        }
        try {
            return switch (block.label()) {
                case "PRIVATE KEY" -> key(block.der());
                case "RSA PRIVATE KEY" -> key(pkcs8(Der.of(Der.OBJECT_ID, RSA), Der.of(Der.NULL), block.der()));
                case "EC PRIVATE KEY" ->
                    key(pkcs8(Der.of(Der.OBJECT_ID, ELLIPTIC_CURVE), curve(block.der()), block.der()));
                case "ENCRYPTED PRIVATE KEY" -> key(decrypted(block.der(), password));
                case "OPENSSH PRIVATE KEY" ->
                    throw CertificateAndKey.wrong(
                            "the key in " + file + " has the OpenSSH format",
                            "convert it: ssh-keygen -p -m PKCS8 -f FILE");
                default ->
                    throw CertificateAndKey.unreadable(
                            file, "it holds a key of an unknown type, " + block.label(), null);
            };
        } catch (IllegalArgumentException | InvalidKeySpecException e) {
            throw CertificateAndKey.unreadable(file, "the key in it is invalid", e);
        }
    }

    private static byte[] pkcs8(Der algorithm, Der parameters, byte[] key) {
        return Der.sequence(
                        Der.of(Der.INTEGER, (byte) 0),
                        Der.sequence(algorithm, parameters),
                        Der.of(Der.OCTET_STRING, key))
                .encoded();
    }

    /** Returns the curve of a SEC 1 key. If the key does not name it, uses the curve of the certificate. */
    private Der curve(byte[] key) throws InvalidKeySpecException {
        for (Der part : Der.read(key).parts()) {
            if (part.tag() == PARAMETERS) {
                return Der.read(part.content());
            }
        }
        for (PublicKey owner : owners) {
            if (owner.getAlgorithm().equals("EC")) {
                return Der.read(owner.getEncoded()).parts().get(0).parts().get(1);
            }
        }
        throw new InvalidKeySpecException("no curve");
    }

    private static PrivateKey key(byte[] pkcs8) throws InvalidKeySpecException {
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            } catch (InvalidKeySpecException | NoSuchAlgorithmException another) {
                // Try the next algorithm.
            }
        }
        throw new InvalidKeySpecException("no algorithm accepts it");
    }

    private byte[] decrypted(byte[] encrypted, @Nullable String password) throws FailureException {
        if (password == null) {
            throw CertificateAndKey.encrypted(file, false);
        }
        EncryptedPrivateKeyInfo info;
        Cipher cipher;
        try {
            info = new EncryptedPrivateKeyInfo(encrypted);
            cipher = cipher(info, password.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw CertificateAndKey.wrong(
                    "the key in " + file + " uses an encryption that this Java does not support",
                    "encrypt it again: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW");
        }
        try {
            return info.getKeySpec(cipher).getEncoded();
        } catch (InvalidKeySpecException wrongPassword) {
            throw CertificateAndKey.encrypted(file, true);
        }
    }

    private static Cipher cipher(EncryptedPrivateKeyInfo info, char... password) throws GeneralSecurityException {
        AlgorithmParameters parameters = info.getAlgParameters();
        if (parameters == null) {
            throw new NoSuchAlgorithmException(info.getAlgName());
        }
        // In PKCS#5 version 2 the parameters name the algorithm.
        Matcher modern = MODERN.matcher(parameters.toString());
        if (!modern.matches()) {
            Cipher cipher = Cipher.getInstance(info.getAlgName());
            SecretKeyFactory keys = SecretKeyFactory.getInstance(info.getAlgName());
            cipher.init(Cipher.DECRYPT_MODE, keys.generateSecret(new PBEKeySpec(password)), parameters);
            return cipher;
        }
        // Derives the key and decrypts in two steps, because the JDK's combined cipher accepts only ASCII passwords.
        PBEParameterSpec spec = parameters.getParameterSpec(PBEParameterSpec.class);
        SecretKey key = SecretKeyFactory.getInstance("PBKDF2With" + modern.group(1))
                .generateSecret(new PBEKeySpec(
                        password, spec.getSalt(), spec.getIterationCount(), Integer.parseInt(modern.group(2))));
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key.getEncoded(), "AES"), spec.getParameterSpec());
        return cipher;
    }
}
