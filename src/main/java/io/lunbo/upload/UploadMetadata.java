package io.lunbo.upload;

import io.lunbo.media.MediaUploads.Naming;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import io.lunbo.web.Texts.Phrase;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a client says of a file before it sends it ({@code Upload-Metadata}).
 *
 * @param fileName null where it said none
 * @param sha256 of the whole file, lower-case hex; null where it said none
 * @param raw as it was said, to be said again; may be null
 */
record UploadMetadata(String title, String fileName, String sha256, String raw) {
    private static final int LONGEST = 4096;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x2b\\x2d-\\x7e]+");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    static UploadMetadata read(String header) {
        Map<String, String> said = new HashMap<>();
        if (header != null && !header.isBlank()) {
            if (header.length() > LONGEST) {
                throw malformed();
            }
            for (String pair : header.split(",")) {
                String[] words = pair.strip().split(" ", 2);
                boolean fresh = KEY.matcher(words[0]).matches()
                        && said.putIfAbsent(words[0], words.length == 1 ? "" : decoded(words[1])) == null;
                if (!fresh) {
                    throw malformed();
                }
            }
        }
        String sha256 = said.get("sha256");
        if (sha256 != null && !SHA_256.matcher(sha256).matches()) {
            throw malformed();
        }
        Naming naming = Naming.of(said.get("title"), said.get("filename"));
        return new UploadMetadata(naming.title(), naming.fileName(), sha256, header);
    }

    private static String decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64.strip());
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.of(ProblemType.INVALID_INPUT).field("Upload-Metadata", new Phrase("upload_metadata_invalid"));
    }
}
