// The configuration file that install writes: every setting with its default, commented out, so
// that the defaults hold until the admin takes a `#` away.

/**
 * Returns the template for a repository. Prose stands after "# ", a setting after "#" alone, as in
 * sshd_config(5).
 */
export function formatTemplate(repositoryDir: string): string {
  return `# Configuration of andon for this repository, on top of /etc/andon/andon.yaml.
# What is commented out is the default. An edit takes force with the next push; before that, see
# whether it is right: andon config check

# Folder of the store; a relative path starts at the repository.
#state: andon

# The repository's name in the journal.
#repository: ${JSON.stringify(repositoryDir)}

# Where the pusher's name comes from. Name the one source that your server vouches for, because any
# other can be forged: os-user, ssh-key, push-certificate, gitolite, gitea, gitlab, github, http, or
# env:NAME.
#pusher: os-user

# The production lines. HEAD is the default branch; in a pattern * stands for any text up to the
# next slash, ** for any text.
#lines:
#  main:
#    refs: [HEAD]
# Which commits need the fix trailer while the line is stopped: every, first-parent, tip, any.
#    fix: first-parent
# Whether a true revert passes without a trailer.
#    reverts: false
# Who may override a stop, and whom a stop does not hold; * stands for any text.
#    override: []
#    exempt: []
# When the calendar stops the line: a time (from, until), or again and again (cron or rrule, for), such as
# { name: nights, reason: Nobody is there, cron: 0 22 * * *, for: 8h, timeZone: Europe/Berlin, exempt: [] }
#    freezes: []
# Where a refused person asks, such as contact: "#builds"

# What a push gets on a ref that is on no line, and on a line that the store does not know: free or
# refuse.
#unlistedRefs: free
#unknownLine: refuse

# What a push gets while the store cannot be asked: closed, open, or { lastKnown: 15m } to go by
# what was true at most so long ago.
#onUnavailable: closed

# How long a hook may take before it refuses the push.
#deadline: 20s

# The largest push that is looked at: ref updates, new commits, bytes of one commit.
#limits: { refs: 20000, commits: 100000, commitSize: 1048576 }

# Who is told when a line stops, such as chat: { kind: slack, urlFile: /etc/andon/slack-url }. Try it:
# andon notify test chat
#channels: {}

# Rules for commits: off, warn or error, or a map such as { severity: error, max: 100 }.
#lint: {}
`;
}
