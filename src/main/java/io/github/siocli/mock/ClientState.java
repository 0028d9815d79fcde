package io.github.siocli.mock;

/**
 * State that rules keep for one client in one namespace.
 *
 * @param timers pending and repeated actions
 * @param variables variables
 */
record ClientState(RuleTimers timers, Variables variables) {

    private static final int MAX_TIMERS = 1000;

    /** Returns the state of a new client. */
    static ClientState create() {
        return create(Variables.ofClient());
    }

    /** Returns the state of a client that begins with some variables. */
    static ClientState create(Variables variables) {
        return new ClientState(new RuleTimers(MAX_TIMERS), variables);
    }
}
