// Versions of one text: what stands for a term in the others lights up; which columns are shown is
// kept, and the row that is read stays where it is when that changes.
import "./columns.js";
import "./counterparts.js";
