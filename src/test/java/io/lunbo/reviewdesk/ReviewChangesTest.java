package io.lunbo.reviewdesk;

import io.lunbo.reviewdesk.ReviewChanges.Fate;
import io.lunbo.reviewdesk.ReviewChanges.Piece;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReviewChangesTest {
    @Test
    void changedCharactersStandBesideWhatWasKept() {
        assertThat(ReviewChanges.pieces("保护知识产权，人人有责", "尊重知识产权，人人有责"))
                .containsExactly(
                        new Piece(Fate.REMOVED, "保护"), new Piece(Fate.ADDED, "尊重"), new Piece(Fate.KEPT, "知识产权，人人有责"));
    }

    @Test
    void piecesGiveBackBothTextsCharacterByCharacter() {
        String before = "𠮷祥 2022 年，知识产权";
        String after = "吉祥 2023 年知识产权！";
        List<Piece> pieces = ReviewChanges.pieces(before, after);

        assertThat(without(pieces, Fate.ADDED)).isEqualTo(before);
        assertThat(without(pieces, Fate.REMOVED)).isEqualTo(after);
    }

    @Test
    void sameTextHasNothingButKeptPieces() {
        assertThat(ReviewChanges.pieces("不变", "不变")).containsExactly(new Piece(Fate.KEPT, "不变"));
        assertThat(ReviewChanges.pieces("", "新")).containsExactly(new Piece(Fate.ADDED, "新"));
    }

    private static String without(List<Piece> pieces, Fate fate) {
        return pieces.stream()
                .filter(piece -> piece.fate() != fate)
                .map(Piece::text)
                .collect(Collectors.joining());
    }
}
