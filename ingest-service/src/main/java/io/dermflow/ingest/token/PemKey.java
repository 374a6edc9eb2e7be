package io.dermflow.ingest.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/// An EC P-256 key as PEM text (PKCS #8), as `openssl genpkey -algorithm EC -pkeyopt
/// ec_paramgen_curve:P-256` writes it.
final class PemKey {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final String CURVE = "secp256r1";

    private PemKey() {}

    /// A new key as text.
    static String generate() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            byte[] encoded = generator.generateKeyPair().getPrivate().getEncoded();
            var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
            return BEGIN + "\n" + base64.encodeToString(encoded) + "\n" + END + "\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no EC keys", e);
        }
    }

    /// The key with its public part; its id is the RFC 7638 thumbprint.
    ///
    /// @throws IllegalArgumentException if the text is not such a key
    static ECKey parse(String pem) {
        try {
            var spec = new PKCS8EncodedKeySpec(body(pem));
            if (KeyFactory.getInstance("EC").generatePrivate(spec) instanceof ECPrivateKey secret
                    && Curve.P_256.equals(Curve.forECParameterSpec(secret.getParams()))) {
                return new ECKey.Builder(Curve.P_256, publicKey(secret))
                        .privateKey(secret)
                        .keyUse(KeyUse.SIGNATURE)
                        .algorithm(JWSAlgorithm.ES256)
                        .keyIDFromThumbprint()
                        .build();
            }
            throw new IllegalArgumentException("not a P-256 key");
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalArgumentException("not a PKCS #8 EC key", e);
        }
    }

    private static byte[] body(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("no PEM block 'PRIVATE KEY'");
        }
        return Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
    }

    /// The file may leave the public part out, and the JDK can't compute it.
    private static ECPublicKey publicKey(ECPrivateKey secret) throws GeneralSecurityException {
        var point =
                new FixedPointCombMultiplier()
                        .multiply(CustomNamedCurves.getByName(CURVE).getG(), secret.getS())
                        .normalize();
        BigInteger x = point.getAffineXCoord().toBigInteger();
        BigInteger y = point.getAffineYCoord().toBigInteger();
        var spec = new ECPublicKeySpec(new ECPoint(x, y), secret.getParams());
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
    }
}
