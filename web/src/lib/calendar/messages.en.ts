export const calendar = {
  "console.calendar": "Calendar",
  "console.calendar.about":
    "Deadlines count working time; a change holds for those set from then on.",
  "console.calendar.opens": "Opens",
  "console.calendar.closes": "Closes",
  "console.calendar.time": "hh:mm, such as 08:30; 24:00 is the end of the day",
  "console.calendar.holidays": "Holidays",
  "console.calendar.worked": "Worked weekends",
  "console.calendar.add": "Add",
  "console.calendar.remove": "Remove {day}",
  "console.calendar.none": "None",
} as const;
