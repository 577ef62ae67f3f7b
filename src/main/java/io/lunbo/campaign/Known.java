package io.lunbo.campaign;

import io.lunbo.access.CurrentOperator.Account;
import io.lunbo.access.Unit;
import io.lunbo.access.UnitRepository;
import io.lunbo.media.Media;
import io.lunbo.media.MediaRepository;
import io.lunbo.screen.Screen;
import io.lunbo.screen.ScreenRepository;
import io.lunbo.web.Problem;
import io.lunbo.web.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Finds what a caller names, and refuses what does not exist. */
@ApplicationScoped
class Known {
    private final CampaignRepository campaigns;
    private final SpotRepository spots;
    private final ScreenRepository screens;
    private final MediaRepository media;
    private final UnitRepository units;

    Known(
            CampaignRepository campaigns,
            SpotRepository spots,
            ScreenRepository screens,
            MediaRepository media,
            UnitRepository units) {
        this.campaigns = campaigns;
        this.spots = spots;
        this.screens = screens;
        this.media = media;
        this.units = units;
    }

    boolean taken(String campaignCode) {
        return campaigns.byCode(campaignCode).isPresent();
    }

    Campaign campaign(String code) {
        return campaigns.byCode(code).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** The campaign, and nobody else books in it until this transaction ends. */
    Campaign lockedCampaign(UUID id) {
        return campaigns.locked(id).orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    /** A spot of that campaign. */
    Spot spot(Campaign campaign, UUID id) {
        return spots.findByIdOptional(id)
                .filter(spot -> spot.campaign().id().equals(campaign.id()))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND));
    }

    Media media(UUID id) {
        return media.findByIdOptional(id).orElseThrow(() -> Problem.of(ProblemType.MEDIA_UNKNOWN, id.toString()));
    }

    /** The media of a spot's alternatives, in their order. */
    List<Media> alternatives(SpotFacts facts) {
        return facts.alternatives().stream().map(one -> media(one.mediaId())).toList();
    }

    Unit unitOf(Account actor) {
        return units.findById(actor.unitId());
    }

    List<Screen> screens(Collection<String> codes) {
        List<Screen> found = new ArrayList<>();
        for (String code : codes) {
            found.add(screens.byCode(code).orElseThrow(() -> Problem.of(ProblemType.SCREEN_UNKNOWN, code)));
        }
        return found;
    }
}
