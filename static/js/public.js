// The one script of the public's pages. `collectstatic` puts what it imports in its place.
import "./near.js";
import "./kept.js";
import "./share.js";
