// The display. Loaded when its fold is opened, or where the original stands over the words.
import "./settings.js";
import "./over.js";
