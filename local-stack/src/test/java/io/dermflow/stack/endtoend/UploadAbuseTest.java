package io.dermflow.stack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Broken and hostile uploads through the gateway: a clear refusal, no 5xx, nothing left behind.
@EndToEnd
class UploadAbuseTest {

    private static final String BOUNDARY = "x";
    private static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final Person person = Person.registered();

    @Test
    void cutFilesAreRefusedAtOnce() {
        byte[] whole = Pictures.skin(30);

        for (int percent = 1; percent < 100; percent++) {
            var answer = person.upload(Arrays.copyOf(whole, whole.length * percent / 100));

            assertRefused("cut at " + percent + " %", answer, 400, 415, 422);
        }
        assertNothingLeft();
    }

    /// Such a file may pass the door; then the worker rejects it. It never succeeds.
    @Test
    void filesCutAndClosedAgainNeverSucceed() {
        byte[] whole = Pictures.skin(31);
        List<String> accepted = new ArrayList<>();

        for (int percent = 5; percent < 100; percent += 5) {
            byte[] closed = Arrays.copyOf(whole, whole.length * percent / 100 + 2);
            closed[closed.length - 2] = (byte) 0xFF;
            closed[closed.length - 1] = (byte) 0xD9;
            var answer = person.upload(closed);
            if (answer.statusCode() == 202) {
                accepted.add(Person.id(answer));
            } else {
                assertRefused("closed at " + percent + " %", answer, 400, 415, 422);
            }
        }

        assertThat(accepted)
                .allSatisfy(id -> assertThat(person.awaitEnd(id)).isEqualTo("rejected"));
    }

    @Test
    void bombsAndStrangersAreRefusedByName() {
        assertProblem(person.upload(pngHeader(60_000, 60_000)), 422, "image_dimensions");
        assertProblem(person.upload(new byte[0]), 400, "image_missing");
        assertProblem(
                person.upload("GIF89a......".getBytes(StandardCharsets.US_ASCII)),
                415,
                "unsupported_format");
        assertProblem(
                person.upload(
                        "\0\0\0\u0018ftypheic\0\0\0\0heic".getBytes(StandardCharsets.ISO_8859_1)),
                415,
                "unsupported_format_heic");
        byte[] wrongCrc = Pictures.skinPng(32);
        wrongCrc[29] ^= 1;
        assertProblem(person.upload(wrongCrc), 422, "image_corrupt");
        assertNothingLeft();
    }

    @Test
    void brokenMultipartsAreTheClientsFault() {
        for (String body :
                List.of(
                        "",
                        "--x",
                        "--x--\r\n",
                        "garbage",
                        "--x\r\n\r\n\r\n--x--\r\n",
                        "--x\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nno end",
                        "--x\r\nContent-Disposition: form-data; name=\"\"\r\n\r\n1\r\n--x--\r\n",
                        "--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n",
                        "--x\r\n" + "A".repeat(100_000) + "\r\n\r\n1\r\n--x--\r\n",
                        "--y\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n1\r\n--y--\r\n",
                        part("unknown", "1") + "--x--\r\n",
                        part("height_cm", "tall") + "--x--\r\n",
                        part("image", "a").repeat(2) + "--x--\r\n",
                        part("client_reference", "1").repeat(200) + "--x--\r\n")) {
            var answer = person.uploadBody(body.getBytes(StandardCharsets.ISO_8859_1), TYPE);

            assertRefused(
                    body.substring(0, Math.min(60, body.length())), answer, 400, 413, 415, 422);
        }
        for (String type :
                List.of(
                        "multipart/form-data",
                        "multipart/form-data; boundary=",
                        "text/plain",
                        "image/jpeg",
                        "multipart/mixed; boundary=x",
                        "application/x-www-form-urlencoded")) {
            assertRefused(
                    type, person.uploadBody(Person.multipart(Pictures.skin(33)), type), 400, 415);
        }
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(person.get("/api/v1/captures").body()).doesNotContain("capture_id");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Person.JSON.readTree(answer.body()).path("code").asString()).isEqualTo(code);
    }

    private static void assertRefused(
            String what, HttpResponse<String> answer, Integer... statuses) {
        assertThat(Set.of(statuses)).as(what + ": " + answer.body()).contains(answer.statusCode());
        assertThat(Person.JSON.readTree(answer.body()).path("code").asString())
                .as(what)
                .isNotEmpty();
    }

    private static String part(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"\r\n\r\n"
                + value
                + "\r\n";
    }

    /// A PNG that declares a size and has nothing else.
    private static byte[] pngHeader(int width, int height) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(
                new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13});
        var header = java.nio.ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII)).putInt(width).putInt(height);
        header.put(new byte[] {8, 2, 0, 0, 0});
        bytes.writeBytes(header.array());
        var crc = new java.util.zip.CRC32();
        crc.update(header.array());
        bytes.writeBytes(java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return bytes.toByteArray();
    }
}
