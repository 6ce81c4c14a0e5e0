// Getting about: the place where reading stopped, paper, keys.
import "./follow.js";
import "./paper.js";
import "./keys.js";
