package io.lunbo.slogan;

import io.lunbo.film.MediaRefusal;
import io.lunbo.film.MediaRefusal.Reason;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The text of a slogan as it was signed: composed (NFC), without white space around it, otherwise untouched.
 *
 * <p>Nothing is repaired in silence, since people sign what they read: what a text sign cannot show is reported with
 * its place, and with a character that it can show where there is one.
 */
public record SloganText(String value) {
    private static final Pattern MARKUP = Pattern.compile(
            "</?[A-Za-z][^<>]*>|<!--|<[!?][A-Za-z]|&(#\\d+|#[xX]\\p{XDigit}+|[A-Za-z][A-Za-z0-9]{1,30});");
    private static final int MAX_CHARACTERS = 200;
    /** So many characters can never compose to {@link #MAX_CHARACTERS}: composing them would be wasted. */
    private static final int MAX_RAW_CHARACTERS = 4 * MAX_CHARACTERS;

    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final Pattern BESIDE_THE_WORDS =
            Pattern.compile("[\\p{P}\\p{Z}\\p{C}\\p{Sk}\\p{Mn}~|\u2219\u22c5\\s]");
    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset GB_2312 = Charset.forName("GB2312");
    private static final Map<String, String> REPAIRS = Map.of("€", "欧元", "㎡", "平方米");

    /**
     * A character that signs with GB 2312 fonts cannot show.
     *
     * @param index where it begins in the text, in UTF-16 units as in Java and JavaScript
     * @param character as a reader sees it, marks included
     */
    public record Undisplayable(int index, String character, Optional<String> repair) {
        /** Such as {@code U+2022}. */
        public String codePoints() {
            return character.codePoints().mapToObj("U+%04X"::formatted).collect(Collectors.joining(" "));
        }
    }

    /**
     * Takes a text as a person typed it.
     *
     * @throws MediaRefusal if nothing is left of it, if it is too long, holds what is no character to be read, or markup
     */
    public static SloganText of(String typed) throws MediaRefusal {
        String trimmed = typed.strip();
        if (trimmed.isEmpty()) {
            throw new MediaRefusal(Reason.EMPTY_TEXT, "");
        }
        if (trimmed.length() > MAX_RAW_CHARACTERS) {
            throw tooLong(trimmed.codePointCount(0, trimmed.length()));
        }
        refuseForbidden(trimmed);
        refuseMarkup(trimmed);
        String composed = Normalizer.normalize(trimmed, Normalizer.Form.NFC);
        int length = composed.codePointCount(0, composed.length());
        if (length > MAX_CHARACTERS) {
            throw tooLong(length);
        }
        if (composed.codePoints().noneMatch(SloganText::isVisible)) {
            throw new MediaRefusal(Reason.EMPTY_TEXT, "");
        }
        return new SloganText(composed);
    }

    private static MediaRefusal tooLong(int length) {
        return new MediaRefusal(Reason.TEXT_TOO_LONG, length + " > " + MAX_CHARACTERS);
    }

    private static void refuseForbidden(String text) throws MediaRefusal {
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            int character = text.codePointAt(index);
            if (isForbidden(character)) {
                throw new MediaRefusal(Reason.FORBIDDEN_CHARACTER, "U+%04X at %d".formatted(character, index));
            }
        }
    }

    /** Tags and named or numbered characters, as text that was copied from a page has them; 3<5 and A&B are words. */
    private static void refuseMarkup(String text) throws MediaRefusal {
        Matcher markup = MARKUP.matcher(text);
        if (markup.find()) {
            throw new MediaRefusal(Reason.MARKUP, markup.group());
        }
    }

    /** Controls, line ends, halves of pairs, unassigned ones, and marks that turn the direction of what is read. */
    private static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> character != ZERO_WIDTH_JOINER;
            default -> false;
        };
    }

    private static boolean isVisible(int character) {
        return !Character.isWhitespace(character)
                && !Character.isSpaceChar(character)
                && Character.getType(character) != Character.FORMAT
                && Character.getType(character) != Character.NON_SPACING_MARK;
    }

    /**
     * What is left without punctuation, spaces and differences of width, as a SHA-256 in hex: slogans with the same say the
     * same. Empty where nothing is left.
     */
    public Optional<String> likeness() {
        String bare = BESIDE_THE_WORDS
                .matcher(Normalizer.normalize(value, Normalizer.Form.NFKC))
                .replaceAll("");
        return Optional.of(bare).filter(words -> !words.isEmpty()).map(SloganText::sha256);
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** What a text sign with GB 2312 fonts cannot show; empty if it can show all. */
    public List<Undisplayable> undisplayable() {
        return undisplayable(SignCharset.GB2312);
    }

    /** What a text sign with these fonts cannot show; empty if it can show all. */
    public List<Undisplayable> undisplayable(SignCharset charset) {
        List<Undisplayable> found = new ArrayList<>();
        Matcher characters = CHARACTER.matcher(value);
        while (characters.find()) {
            String character = characters.group();
            if (!showable(character, charset)) {
                found.add(new Undisplayable(characters.start(), character, repair(character, charset)));
            }
        }
        return List.copyOf(found);
    }

    /** The place of what begins at {@code index} as people count: characters as a reader sees them, from 1. */
    public int place(int index) {
        return 1 + (int) CHARACTER.matcher(value.substring(0, index)).results().count();
    }

    /** What to write instead, where it is something that the sign can show. */
    private static Optional<String> repair(String character, SignCharset charset) {
        return SloganNormalisation.instead(character)
                .or(() -> Optional.ofNullable(REPAIRS.get(character)))
                .filter(repair ->
                        repair.codePoints().allMatch(one -> showable(new String(Character.toChars(one)), charset)));
    }

    /** The whole text with every repair made, if that makes it displayable with GB 2312 fonts. */
    public Optional<String> suggestion() {
        return suggestion(SignCharset.GB2312);
    }

    /** The whole text with every repair made, if that makes it displayable. */
    public Optional<String> suggestion(SignCharset charset) {
        StringBuilder repaired = new StringBuilder();
        Matcher characters = CHARACTER.matcher(value);
        while (characters.find()) {
            String character = characters.group();
            Optional<String> shown = showable(character, charset) ? Optional.of(character) : repair(character, charset);
            if (shown.isEmpty()) {
                return Optional.empty();
            }
            repaired.append(shown.get());
        }
        return Optional.of(repaired.toString()).filter(text -> !text.equals(value));
    }

    /**
     * By the code in GBK, as the controllers are sent it: the GB 2312 tables of programming languages map the middle
     * dot and the dash to other characters and would refuse them.
     */
    static boolean showable(String character, SignCharset charset) {
        ByteBuffer code;
        try {
            code = GBK.newEncoder().encode(CharBuffer.wrap(character));
        } catch (CharacterCodingException e) {
            return false;
        }
        if (code.remaining() == 1) {
            return code.get(0) >= ' ' && code.get(0) < 0x7f;
        }
        if (code.remaining() != 2) {
            return false;
        }
        if (charset == SignCharset.GBK) {
            return character.length() == 1 && DotFont.gbk().has(character.charAt(0));
        }
        int row = code.get(0) & 0xff;
        boolean inRows = row >= 0xa1 && row <= 0xa9 || row >= 0xb0 && row <= 0xf7;
        return inRows && isAssignedInGb2312(code);
    }

    /** GBK fills holes in the rows of GB 2312: a code counts only if GB 2312 has a character there. */
    private static boolean isAssignedInGb2312(ByteBuffer code) {
        try {
            return GB_2312.newDecoder().decode(code.duplicate()).length() == 1;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
