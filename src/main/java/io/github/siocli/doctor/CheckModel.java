package io.github.siocli.doctor;

import io.github.siocli.doctor.result.CheckLayer;
import java.util.List;

/**
 * The description of a check, with its prerequisites as data.
 *
 * @param id stable name in lower case, for JSON records
 * @param layer the layer that it belongs to
 * @param title short name for users, at most 18 characters
 * @param requires facts without which it cannot run
 * @param uses facts that it waits for and can do without
 * @param provides facts that it may find out
 */
public record CheckModel(
        String id, CheckLayer layer, String title, List<Fact<?>> requires, List<Fact<?>> uses, List<Fact<?>> provides) {

    /** Returns the description of a check without prerequisites. */
    public static CheckModel of(String id, CheckLayer layer, String title) {
        return new CheckModel(id, layer, title, List.of(), List.of(), List.of());
    }

    /** Returns a copy with the facts without which the check cannot run. */
    public CheckModel requiring(Fact<?>... facts) {
        return new CheckModel(id, layer, title, List.of(facts), uses, provides);
    }

    /** Returns a copy with the facts that the check waits for and can do without. */
    public CheckModel using(Fact<?>... facts) {
        return new CheckModel(id, layer, title, requires, List.of(facts), provides);
    }

    /** Returns a copy with the facts that the check may find out. */
    public CheckModel providing(Fact<?>... facts) {
        return new CheckModel(id, layer, title, requires, uses, List.of(facts));
    }
}
