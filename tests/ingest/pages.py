"""Two articles as sites serve them, whole pages and the same copied as text; what is the article's is known."""

ARTICLE = (
    "The first three minutes decide whether people will say what they saw. A calm opening is worth more than a clever format.",
    "Ask two people what they hope will be said, and what they fear. Do not promise that it will be said.",
    "Write the timeline with no names in it.",
    "Book a room with a door that closes.",
    "Call them before, and read their words aloud if they want it.",
    "Begin with a thing you got wrong yourself, in one sentence. Then be quiet for longer than feels comfortable.",
    "What did the page show you then?",
    "Thank each person for one thing that they said. Do it the same day, by voice.",
    "Short end.",
)
REST = (
    *("Skip to content", "Harbour Notes", "Home", "cookie", "Accept", "min read", "Share", "Tweet", "Related", "standup", "roadmap"),
    *("Comments", "Great post", "Your name", "Post comment", "newsletter", "rights reserved", "Privacy", "alert", "hidden words"),
)
BLOG = """<!DOCTYPE html>
<html lang="en"><head><title>How to open a hard retrospective - Harbour Notes</title>
<link rel="canonical" href="https://notes.example.org/retro"><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
<style>.gone {{ display: none }} @media print {{ .post {{ display: none }} }}</style></head>
<body class="menu-open has-sidebar"><a class="skip-link" href="#main">Skip to content</a>
<header class="site-header"><div class="logo">Harbour Notes</div><nav><ul><li><a href="/">Home</a></li><li><a href="/b">Blog</a></li></ul></nav></header>
<div id="cookie-banner"><p>We use cookies to improve your visit. By continuing to browse you agree to our policy.</p><button>Accept all</button></div>
<main id="main"><article class="post"><h1>How to open a hard retrospective</h1><p class="byline">By Nora Field · 4 min read</p>
<div class="share-buttons"><a>Share on Facebook</a><a>Tweet</a></div>
<p>{}</p><h2>Before the meeting</h2><p>{}</p><ul><li>{}</li><li>{}</li></ul>
<h3>If somebody is on leave</h3><p>{}</p><span class="gone">hidden words</span>
<h2>In the room</h2><p>{}</p><table><tr><th>Instead of</th><th>Say</th></tr><tr><td>Who merged this?</td><td>{}</td></tr></table>
<h2>Afterwards</h2><p>{}</p><p>{}</p></article>
<div class="related-posts"><h3>Related posts</h3><ul><li><a href="/a">Ten ways to run a standup</a></li><li><a href="/b">Why your roadmap is late</a></li></ul></div>
<section id="comments"><h2>3 Comments</h2><div class="comment"><p>Great post, I will try it with my team on Monday morning already!</p></div>
<form id="respond"><label>Your name</label><input><textarea>Write here</textarea><button>Post comment</button></form></section></main>
<aside class="sidebar"><h3>Newsletter</h3><p>Subscribe to our newsletter for a weekly note.</p></aside>
<footer><p>© 2026 Harbour Notes. All rights reserved.</p><a>Privacy policy</a></footer><script>alert(1)</script></body></html>""".format(
    *ARTICLE
)

PLAIN_BLOG = """<html><head><title>How to open a hard retrospective | Harbour Notes</title></head><body>
<table class="layout"><tr><td><div class="menu"><a href="/">Home</a> <a href="/b">Blog</a></div></td></tr></table>
<div id="wrapper"><div class="content"><h1>How to open a hard retrospective</h1>
<p>{}</p><h2>Before the meeting</h2><p>{}</p><ol><li>{}</li><li>{}</li></ol><h3>If somebody is on leave</h3><p>{}</p>
<h2>In the room</h2><blockquote><p>{}</p></blockquote><dl><dt>Who merged this?</dt><dd>{}</dd></dl>
<h2>Afterwards</h2><div>{}<br><br>{}</div></div>
<div class="footer">© 2026 Harbour Notes. All rights reserved. <a href="/p">Privacy policy</a></div></div></body></html>""".format(*ARTICLE)

COPIED = """Skip to content

Harbour Notes
Home
About
Blog
Contact

We use cookies to improve your visit. By continuing to browse you agree to our cookie policy.
Accept all


How to open a hard retrospective

By Nora Field
4 min read

Share on Facebook
Tweet

{}


Before the meeting


{}

  • {}

  • {}


If somebody is on leave

{}


In the room


{}

{}


Afterwards


{}

{}

Share this post
  • X
  • LinkedIn

Related posts
Ten ways to run a standup
Why your roadmap is late

3 Comments

Great post, thank you so much for it, I will try it with my team on Monday morning already, and then again in spring!

Leave a reply
Your email address will not be published.
Your name
Post comment

Subscribe to our newsletter

© 2026 Harbour Notes. All rights reserved.
Privacy policy
""".format(*ARTICLE)
