/** Records of what the checks of {@code sio doctor} found, for renderers. */
package io.github.siocli.doctor.result;
