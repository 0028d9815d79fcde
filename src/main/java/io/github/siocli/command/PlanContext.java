package io.github.siocli.command;

import io.github.siocli.client.Session;

/**
 * Objects that a plan needs to act on its session.
 *
 * @param session the session
 * @param wake makes the runner ask the plan for its result again; any thread may call it
 */
record PlanContext(Session session, Runnable wake) {}
