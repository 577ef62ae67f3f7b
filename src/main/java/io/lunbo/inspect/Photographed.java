package io.lunbo.inspect;

import io.lunbo.evidence.PhotoRepository;
import io.lunbo.evidence.PhotoRepository.Confirmed;
import io.lunbo.tally.TallyRepository.By;
import io.lunbo.tally.TallyRepository.Filter;
import io.lunbo.tally.TallyRepository.Group;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Due plays that people saw on the wall, counted beside what devices logged and never added to it. */
@ApplicationScoped
class Photographed {
    private final PhotoRepository photos;

    Photographed(PhotoRepository photos) {
        this.photos = photos;
    }

    /** Those that a filter has, each due play once. */
    @Transactional
    List<Confirmed> of(Filter filter) {
        return photos.confirmed(filter.screen(), filter.from(), filter.until()).stream()
                .filter(one -> filter.campaign() == null || filter.campaign().equals(one.campaign()))
                .filter(one -> filter.hour() == null || filter.hour().equals(one.hour()))
                .filter(one -> filter.media() == null || filter.media().equals(one.media()))
                .toList();
    }

    /** How many there are of each kind; those of the kind {@code null} are left out. */
    <K> Map<K, Long> by(Filter filter, Function<Confirmed, K> kind) {
        return of(filter).stream()
                .filter(one -> kind.apply(one) != null)
                .collect(Collectors.groupingBy(kind, Collectors.counting()));
    }

    /** How many of some are in a group of counts that was made by these. */
    static int in(List<Confirmed> some, Group group, Set<By> by) {
        return (int) some.stream()
                .filter(one -> !by.contains(By.CAMPAIGN_ID) || Objects.equals(one.campaign(), group.campaign()))
                .filter(one -> !by.contains(By.SCREEN_ID) || one.screen().equals(group.screen()))
                .filter(one -> !by.contains(By.DATE) || one.date().equals(group.date()))
                .filter(one -> !by.contains(By.HOUR) || one.hour().equals(group.hour()))
                .filter(one -> !by.contains(By.MEDIA_SHA256) || one.media().equals(group.media()))
                .count();
    }
}
