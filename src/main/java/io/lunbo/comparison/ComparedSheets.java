package io.lunbo.comparison;

import io.lunbo.comparison.SheetComparison.Kind;
import io.lunbo.dayplan.SheetContent;
import io.lunbo.media.Media;
import io.lunbo.rendition.Deliveries;
import io.lunbo.rendition.Deliveries.Delivered;
import io.lunbo.schedule.Sheet;
import io.lunbo.schedule.SheetRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Reads two versions and compares what they show, be it named by originals or by the files made of them. */
@ApplicationScoped
public class ComparedSheets {
    private final SheetRepository sheets;
    private final ScreenRepository screens;
    private final Deliveries deliveries;

    /**
     * Two versions and what is different.
     *
     * @param titles what people call each media, by its hash
     */
    public record Compared(
            Sheet before,
            Sheet after,
            Screen screen,
            SheetContent content,
            SheetComparison comparison,
            Map<String, String> titles) {
        /** How many plays moved. */
        public long moved() {
            return comparison.number(Kind.MOVED);
        }

        /** How many plays came. */
        public long added() {
            return comparison.number(Kind.ADDED);
        }

        /** How many plays went. */
        public long removed() {
            return comparison.number(Kind.REMOVED);
        }
    }

    ComparedSheets(SheetRepository sheets, ScreenRepository screens, Deliveries deliveries) {
        this.sheets = sheets;
        this.screens = screens;
        this.deliveries = deliveries;
    }

    /** Compares two versions; not found where there is none of that id. */
    @Transactional
    public Compared of(UUID beforeId, UUID afterId) {
        if (beforeId == null || afterId == null) {
            throw Problem.of(ProblemType.INVALID_INPUT);
        }
        Sheet before = known(beforeId);
        Sheet after = known(afterId);
        Map<String, String> titles = new HashMap<>();
        SheetContent first = ofOriginals(before, titles);
        SheetContent second = ofOriginals(after, titles);
        Screen screen = screens.findById(after.screenId());
        return new Compared(before, after, screen, second, SheetComparison.of(first, second), titles);
    }

    private Sheet known(UUID id) {
        return sheets.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    private SheetContent ofOriginals(Sheet sheet, Map<String, String> titles) {
        SheetContent content = SheetContent.read(sheet.gzipBody());
        Map<String, Delivered> behind = deliveries.behind(content.media());
        return content.naming(play -> {
            String file = content.media().get(play.media());
            Delivered delivered = behind.get(file);
            if (delivered == null) {
                titles.putIfAbsent(file, file.substring(0, 12));
                return file;
            }
            Media media = delivered.media();
            titles.put(media.sha256(), media.title());
            return media.sha256();
        });
    }
}
