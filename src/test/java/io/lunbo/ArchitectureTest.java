package io.lunbo;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

/** The rooms of the house and their arrows, as the design says them. */
class ArchitectureTest {
    private static final Path MAIN = Path.of("src/main/java/io/lunbo");
    private static final Set<String> PURE = Set.of("fairness", "rotation", "daypart", "lint", "rules", "reconcile");

    /** What each package may import directly, beside the floor; what those may import is allowed too. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            // The windows of fairness are arithmetic of their own; the engine puts plays into them.
            entry("fairness", Set.of()),
            entry("rotation", Set.of("fairness")),
            entry("daypart", Set.of()),
            entry("web", Set.of()),
            entry("csv", Set.of()),
            entry("qr", Set.of()),
            // What every request passes before an endpoint sees it: pace, size, and who may look inside.
            entry("front", Set.of("web")),
            // On which days something runs, and what the state says of days: dates without a clock; who keeps the list
            // of public holidays is another matter.
            entry("flight", Set.of()),
            entry("calendar", Set.of("access", "flight", "csv")),
            // What bookings were after each change, by ids: bookings write it, nobody else.
            entry("history", Set.of("access")),
            // What is agreed of campaigns and spots, as values; who may agree it, and what becomes of it, is above.
            entry("terms", Set.of("flight", "daypart")),
            // Completes the API's description at build time; knows the platform's model of it and nothing of Lunbo.
            entry("openapi", Set.of()),
            // The chain of the audit trail is followed by a command, too, that needs nothing else of Lunbo.
            entry("ledger", Set.of()),
            entry("transaction", Set.of()),
            entry("audit", Set.of("web", "ledger", "csv", "transaction")),
            entry("access", Set.of("web", "audit")),
            // The film tools and the rows about what they found are two features.
            entry("film", Set.of()),
            // A text, the dots it becomes and how long it stands follow from the text and the sign alone.
            entry("slogan", Set.of("film")),
            // What texts speak of is kept apart from the texts; lists of media mark what is over.
            entry("occasion", Set.of("access")),
            entry("media", Set.of("access", "film", "slogan", "occasion")),
            // Writing slogans one by one or many at once, judged and shown in the dots of real signs.
            entry("slogandesk", Set.of("media", "screen", "slogan", "occasion", "wordlist", "xlsx")),
            // Spreadsheets that people send are bounded before anybody asks what they mean.
            entry("xlsx", Set.of()),
            // What people write of a media decides beside the approval whether it may be used; bookings and sheets ask.
            entry("catalog", Set.of("media")),
            // Whoever keeps files in the store says which are its own: what nobody owns is swept, the rest is read
            // again.
            entry("custody", Set.of("media", "work")),
            entry("upkeep", Set.of("custody")),
            // What is wrong with a text follows from the text and the words that units list; who lists them is another
            // matter.
            entry("lint", Set.of()),
            entry("wordlist", Set.of("access", "lint")),
            // Whatever takes longer than a request is ordered here; what it is, its owner knows.
            entry("work", Set.of()),
            // Bytes on their way in are no media yet.
            entry("upload", Set.of("media", "work")),
            // What a film looks and sounds like is shown to people and signs nothing.
            entry("portrait", Set.of("media", "work", "custody")),
            // What no browser plays is watched in a copy, which nobody signs and no player gets.
            entry("viewing", Set.of("media", "work", "custody")),
            // What players get is made of what was signed, one file for each shape of screen.
            entry("rendition", Set.of("media", "screen", "work", "custody", "proof")),
            // Who somebody is, how they sign in, and who keeps the accounts: three rooms over the same entities.
            // Whether a token is shown by the player it was given to: asked at both doors that players come in by.
            entry("possession", Set.of("access")),
            entry("signin", Set.of("access", "possession")),
            entry("staff", Set.of("access")),
            // What has to be signed, whether it was looked at, and how a decision is signed are rooms of their own
            // below the
            // review; remarks, notices and the printed form stand above it.
            entry("chain", Set.of("access", "media")),
            entry("watch", Set.of("media")),
            entry("proof", Set.of("access")),
            entry("review", Set.of("media", "chain", "watch", "proof", "wordlist")),
            entry("reviewdesk", Set.of("review")),
            entry("form", Set.of("review")),
            // A withdrawn approval changes sheets, which stand above the review: the event goes up, not the import.
            entry("recall", Set.of("schedule", "review")),
            // What the font of a sign has, and how fast it moves texts, is said of the screen.
            entry("screen", Set.of("access", "daypart", "slogan", "site")),
            // Places are known before screens stand there.
            entry("site", Set.of("access")),
            // Where a screen stands and when it is open on a date change without the screen.
            entry("premises", Set.of("screen")),
            entry(
                    "campaign",
                    Set.of(
                            "media",
                            "review",
                            "screen",
                            "daypart",
                            "rendition",
                            "catalog",
                            "terms",
                            "calendar",
                            "history")),
            // What is booked, and the pages on which people book it, are two features.
            entry("desk", Set.of("amend", "admission")),
            // Many bookings at once are typed bookings: it reads lines, and books through the same form.
            entry("spotimport", Set.of("desk", "xlsx")),
            // Copies, and changes taken back, are made of what campaigns can do.
            entry("amend", Set.of("campaign")),
            // How a day is planned from its bookings is asked by sheets, and by whoever wants to know what would fit.
            entry("dayplan", Set.of("campaign", "rotation")),
            entry("schedule", Set.of("dayplan")),
            // Building a year for many screens takes longer than a request and is followed, stopped and gone on with.
            entry("buildrun", Set.of("schedule", "work")),
            // Who signs a sheet, and when its day is frozen, is asked by the publishing and known above it.
            entry("signoff", Set.of("schedule", "proof")),
            // What leaves the house on paper, as a table or for other players shows who signed it.
            entry("runningorder", Set.of("signoff", "form")),
            entry("feed", Set.of("schedule")),
            // What other makers' players speak is made of what ours are told, and their logs end in the same table.
            entry("door", Set.of("delivery", "player", "playlog", "warning")),
            // What must be read by all is drawn where a player cannot write.
            entry("warning", Set.of("film")),
            // Plans for anyone who asks: neither bookings nor sheets.
            entry("preview", Set.of("rotation", "daypart")),
            entry("comparison", Set.of("schedule")),
            // A frozen day is changed with a paper: it says what changes, and is printed like the other papers.
            entry("changenotice", Set.of("signoff", "comparison", "form")),
            // Whether a day keeps its rules follows from the day and the rules alone.
            entry("rules", Set.of("daypart")),
            // Who keeps the rules of screens, and who let which campaign break them.
            entry("ruling", Set.of("rules", "campaign")),
            // Bookings and sheets are judged by rules above both; a mute screen breaks no rule of sound.
            entry("rulecheck", Set.of("ruling", "manifest")),
            // Asks the same planner what fits and which rules are kept, and keeps nothing.
            entry("admission", Set.of("dayplan", "rulecheck")),
            entry("takeover", Set.of("screen", "review")),
            // What a player must do, how it gets it, and what it says of itself change for different reasons.
            entry("manifest", Set.of("schedule", "takeover", "levels", "command", "front", "transaction")),
            // Players are asked through the manifest and answer in heartbeats.
            // Films are called by their titles where a player tells how they ran.
            entry("command", Set.of("player", "rendition")),
            // How bright and loud a screen is changes without its sheets.
            entry("levels", Set.of("screen")),
            // Looks at what is planned with the eyes of the players, so it stands above what they are told.
            entry("timeline", Set.of("manifest")),
            entry("delivery", Set.of("manifest", "possession")),
            entry("player", Set.of("screen")),
            entry("playlog", Set.of("playarchive")),
            // Players come to screens, get their tokens and leave; what they say of themselves is another matter.
            // A token without a key is exchanged when an operator has asked the player for it.
            entry("pairing", Set.of("player", "possession", "qr", "command")),
            // Which logged play was which due play follows from both lists alone.
            entry("reconcile", Set.of()),
            // Why a screen could not play is entered by people and known to those who count.
            entry("outage", Set.of("screen")),
            // Single plays that are old lie in files; whoever counts reads them there.
            entry("playarchive", Set.of("screen")),
            // Verdicts are kept as counts, so that pages over weeks need no single plays.
            entry("tally", Set.of("reconcile", "playlog", "schedule", "takeover", "outage")),
            // Photos as numbers, apart from what they are taken of.
            entry("picture", Set.of()),
            // What people saw on walls, and what was due then; the desk counts it apart from what devices logged.
            entry("evidence", Set.of("picture", "tally", "portrait")),
            // Where photos are sent and looked at; the newest pictures of players stand beside them as another kind.
            entry("photodesk", Set.of("evidence", "report", "player", "qr")),
            // Screens that nobody chose are looked at on the spot.
            entry("spotcheck", Set.of("photodesk")),
            // The inspector reads the counts and changes nothing.
            entry("inspect", Set.of("tally", "report", "csv", "evidence")),
            // What no honest player logs, over all screens.
            entry("oddity", Set.of("tally", "report")),
            // A missed play becomes a booking like any other.
            entry("makegood", Set.of("tally")),
            // Whether player and service have the same plays is asked by players; what was refused is read by people.
            entry("accord", Set.of("playlog", "csv")),
            // One campaign's figures for somebody without an account, until a date.
            entry("share", Set.of("inspect")),
            // A report is kept as it was issued, signed, and can be checked by anyone; what was wrong with screens
            // stands
            // in it.
            entry("attest", Set.of("inspect", "form", "changenotice", "alarm")),
            // Reports that come by themselves are issued like any other.
            entry("subscription", Set.of("attest")),
            entry("report", Set.of("playlog", "schedule", "csv", "tally")),
            entry("dashboard", Set.of("report", "player", "takeover")),
            // Where a media is used is known to those above it, so the pages that tell stand above them all.
            entry("library", Set.of("schedule", "takeover", "catalog", "upkeep")),
            // Orders that go before every sheet, and who has confirmed them: players speak above what is said to them.
            entry("emergency", Set.of("takeover", "manifest", "player")),
            // What is wrong with screens follows from sheets, manifests, orders and what players say.
            entry("alarm", Set.of("emergency", "outbound")),
            // One guard for all messages to machines outside.
            entry("outbound", Set.of()),
            // Other platforms get the inspector's figures; what they are sent is signed with a sealed secret.
            // The play log in the words of another trade.
            entry("outsmart", Set.of("report", "campaign")),
            entry("drop", Set.of("inspect", "proof", "outbound")),
            // Thousands of screens on one wall: the eyes of the alarms, shown.
            entry("monitor", Set.of("alarm")),
            // Plays the part of every operator in turn, so it stands above them all.
            entry("demo", Set.of("dashboard", "reviewdesk", "form", "recall", "library", "timeline")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.lunbo");

    @Test
    void tableNamesExactlyThePackagesThatExist() throws IOException {
        try (Stream<Path> folders = Files.list(MAIN)) {
            Set<String> packages = folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toSet());
            assertThat(packages).isEqualTo(ARROWS.keySet());
        }
    }

    @Test
    void packagesImportOnlyAlongTheArrows() {
        Map<String, Set<String>> offences = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            String from = room(type.getPackageName());
            Set<String> allowed = reachable(from);
            type.getDirectDependenciesFromSelf().stream()
                    .map(dependency -> dependency.getTargetClass().getPackageName())
                    .filter(target -> target.startsWith("io.lunbo"))
                    .map(ArchitectureTest::room)
                    .filter(to -> !from.isEmpty() && !to.equals(from) && !allowed.contains(to))
                    .forEach(to ->
                            offences.computeIfAbsent(from, f -> new TreeSet<>()).add(to + " by " + type.getName()));
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.lunbo.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void enginesAreNothingButJava() {
        for (String room : PURE) {
            noClasses()
                    .that()
                    .resideInAPackage("io.lunbo." + room)
                    .should()
                    .dependOnClassesThat()
                    .resideOutsideOfPackages("java..", "io.lunbo." + room, "io.lunbo.fairness", "io.lunbo.daypart")
                    .check(CLASSES);
        }
    }

    @Test
    void onlyTheClockAsksTheSystemForTheTime() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(LunboClock.class.getName())
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(java.time.LocalDate.class, "now")
                .orShould()
                .callMethod(java.time.LocalDateTime.class, "now")
                .orShould()
                .callMethod(java.time.ZonedDateTime.class, "now")
                .orShould()
                .callMethod(java.time.OffsetDateTime.class, "now")
                .check(CLASSES);
    }

    @Test
    void packagesAndFilesStaySmall() throws IOException {
        Map<String, Long> tooLarge = new TreeMap<>();
        for (String room : ARROWS.keySet()) {
            try (Stream<Path> files = Files.list(MAIN.resolve(room))) {
                List<Path> all = files.toList();
                if (all.size() > 14) {
                    tooLarge.put(room, (long) all.size());
                }
                for (Path file : all) {
                    long lines = Files.readAllLines(file).size();
                    if (lines > 300) {
                        tooLarge.put(file.toString(), lines);
                    }
                }
            }
        }
        assertThat(tooLarge).isEmpty();
    }

    @Test
    void noTypeIsNamedForAPattern() {
        Pattern forbidden = Pattern.compile(".*(Service|Manager|Helper|Utils?|Impl|Base|Dto|Handler|Processor|Data)");
        assertThat(CLASSES.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> forbidden.matcher(name).matches()))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        for (String room : ARROWS.keySet()) {
            assertThat(MAIN.resolve(room).resolve("package-info.java")).isRegularFile();
        }
    }

    private static Set<String> reachable(String room) {
        Set<String> reached = new TreeSet<>();
        if (!PURE.contains(room)) {
            reached.addAll(floorBelow(room));
        }
        for (String next : ARROWS.getOrDefault(room, Set.of())) {
            if (reached.add(next)) {
                reached.addAll(reachable(next));
            }
        }
        return reached;
    }

    private static Set<String> floorBelow(String room) {
        return switch (room) {
            case "web", "ledger", "transaction" -> Set.of();
            case "audit" -> Set.of("web");
            case "access" -> Set.of("web", "audit");
            default -> Set.of("web", "audit", "access");
        };
    }

    private static String room(String packageName) {
        String rest = packageName.substring("io.lunbo".length());
        return rest.isEmpty() ? "" : rest.substring(1).split("\\.")[0];
    }
}
