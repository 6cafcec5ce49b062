// The sign in a browser's tab.
export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#c4201a" d="M5 1h6l4 4v6l-4 4H5l-4-4V5z"/></svg>';
