class Sio < Formula
  desc "Socket.IO debugger for the terminal"
  homepage "@URL@"
  url "@URL@/releases/download/v@VERSION@/sio-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on "openjdk"

  def install
    libexec.install Dir["*"]
    # The runtime of the package is found here without a search.
    ln_s Formula["openjdk"].opt_prefix/"libexec/openjdk.jdk/Contents/Home", libexec/"lib/sio/java" if OS.mac?
    ln_s Formula["openjdk"].opt_libexec, libexec/"lib/sio/java" if OS.linux?
    bin.install_symlink libexec/"bin/sio"
    man.install_symlink Dir[libexec/"share/man/*"]
    bash_completion.install_symlink libexec/"share/bash-completion/completions/sio"
    zsh_completion.install_symlink libexec/"share/zsh/site-functions/_sio"
    fish_completion.install_symlink libexec/"share/fish/vendor_completions.d/sio.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/sio --version")
  end
end
