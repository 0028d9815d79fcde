package io.github.siocli.command;

import io.github.siocli.client.Session;

/**
 * What a plan needs to take part in a conversation.
 *
 * @param session where to send
 * @param wake has the plan asked for its verdict again; any thread may call
 */
record PlanContext(Session session, Runnable wake) {}
