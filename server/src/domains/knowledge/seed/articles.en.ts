import type { zh } from "./articles.zh.ts";

/** The same in English. */
export const en: Readonly<Record<keyof typeof zh, { title: string; body: string }>> = {
  "radiator-air": {
    title: "Radiator cold above, warm below: bleed the air",
    body: `A radiator that is cold above and warm below holds air: hot water does not get to the top.

1. Have a bowl, a towel and a radiator key (or a flat screwdriver) at hand.
2. Find the small valve at the upper end; put the towel around it and the bowl under it.
3. Turn it a little to the left until it hisses, and wait.
4. Once water comes in one stream, turn it tight to the right at once.

- The water may be very hot: keep face and hands away from the opening.
- Open it a little only; do not take the screw out.
- Let out air, not water: it is everybody's heat.
- If it does not turn, or still drips once tight, do not force it: report it.

If it is not warm after two or three hours, report it, and we come.`,
  },
  "radiator-bottom-cold": {
    title: "Radiator warm above, cold below: too little flow",
    body: `Hot water comes in, but slowly. There are three common causes:

- the inlet or the return valve is not fully open;
- the filter of the flat is dirty;
- the radiator is old and holds scale and sludge.

See whether both valves are fully open (the handle lies along the pipe), then feel the pipes where they enter the flat: a hot inlet with a clearly colder return mostly means that the filter or a pipe is blocked.

If the valves are open and it stays so, report it. Radiators are flushed by professionals: do not take them apart.`,
  },
  "one-radiator": {
    title: "Only one radiator is cold",
    body: `Where all others are warm, the cause is mostly at this one:

1. See whether its inlet and return valves are open; turn a thermostatic valve up to the highest mark.
2. Bleed the air at its upper end; tighten once water comes.
3. See whether furniture, a curtain or a cover stands before it.

A thermostatic valve that nobody moved all summer may stick: turn it gently to and fro, never with pliers.

Feel it again after two or three hours; if it is still cold, report it.`,
  },
  "floor-heating": {
    title: "Floor heating: some rooms cold? Look at the manifold",
    body: `The manifold hands the water on to the rooms; each loop has a valve and belongs to a room.

1. See whether both valves of the cold loop are open.
2. Feel each loop's pipe: where all others are hot and this one is cold, it holds air or is blocked.
3. Bleed the air at the manifold's top; tighten once water comes. Use a towel: it is very hot.
4. Where there is a thermostat, see whether it has power and is not set too low.

To give a cold room more, close the loop of a warm one a little and wait a day: floors warm up slowly.

If no pipe is hot, see "The whole flat is cold: look at the valves of the flat".`,
  },
  "whole-flat": {
    title: "The whole flat is cold: look at the valves of the flat",
    body: `First see whether water comes in:

1. Find the flat's inlet and return valve in the shaft or the stairwell: the handle along the pipe is open, across it is shut.
2. Feel the pipe on both sides. Hot before and cold behind: the valve is shut or the filter blocked. Cold before: it is the building.
3. Ask the neighbours: if they are cold too, it is the whole unit.

- Leave a locked or sealed valve alone: supply may be stopped. Ask the hotline.
- Both pipes hot and rooms still cold: see what stands before the radiators, and how temperature is measured.

Tell us what you felt before and behind the valve: whoever comes is quicker for it.`,
  },
  filter: {
    title: "When the filter of the flat is blocked",
    body: `The filter sits beside the inlet valve and looks like a slanted tee; a mesh inside catches sand. When it is full, water does not pass: hot before the valve, cold behind.

It is cleaned by our staff or the property manager's: two valves are shut and some water is let out, and a mistake sprays hot water. Report it, and say whether it is in the shaft or inside the flat.

In a new building it may take two or three cleanings in the first winter.`,
  },
  valves: {
    title: "How to see whether a valve is open",
    body: `- Ball valve (long handle): along the pipe is open, across it is shut.
- Gate valve (round wheel): turned fully left is open, right is shut.
- Thermostatic valve (numbers): higher is warmer; the snowflake only keeps from freezing.
- Lock valve (special key): the heating company's, please leave it alone.

A radiator has an inlet and a return valve: water flows only while both are open.

If a valve does not turn, leaks or is broken, do not force it: report it.`,
  },
  covered: {
    title: "Furniture, curtains and covers keep the heat in",
    body: `Warm radiators and a cold room: see what stands in the way.

- Open the cover of a radiator or take it off.
- Leave at least a hand's width between radiators and furniture.
- Do not let long curtains hang over a radiator.
- No thick carpets and few pieces without legs on a heated floor.
- Do not dry thick clothes on radiators for long.

See to the windows, too: are they shut, and are the seals good? Ten minutes of airing at a time are enough.`,
  },
  "end-rooms": {
    title: "Why flats at the end, top and bottom are cooler",
    body: `With the same water they lose more heat than a flat in the middle: that is their place in the building.

- More so in old buildings without insulation.
- More so where neighbours have stopped supply or are away.
- At the end of a network, flow has to be balanced.

The place explains it but does not excuse it: if the temperature is below the standard in force, report it, and we measure and balance.`,
  },
  "whole-building": {
    title: "The whole building or unit is cold",
    body: `When the neighbours are cold too, it is mostly not your flat: work at the station, a repair of the network, or the main valve or filter of the unit.

Tell us the community, building and unit, since when, and whether neighbours are cold. Reports of one building are dealt with together; not everybody has to call.

What is known to be out is told first, by phone and in WeChat, with its cause and when heat is expected. Where no time is told, nobody knows it yet.`,
  },
  "start-days": {
    title: "The first days of the season are cool",
    body: `The network warms up slowly and so do the walls: the first days are cooler. In these days:

1. open all valves, thermostatic ones fully;
2. bleed the air once: there is most of it now;
3. look at the joints for drips while you are at home.

If the neighbours are warm and you are not, do not wait: report it.`,
  },
  "neighbours-stopped": {
    title: "The neighbours stopped supply, and it got cooler",
    body: `Without heat on the other side of a wall or floor your flat is somewhat cooler. Neighbours may stop supply by the rules; we cannot make them use it.

We measure, and balance the flow where the temperature is too low. You can open all valves, clear the radiators and shut windows.

Your fee follows your own area and use; it neither rises nor falls with a neighbour's stop.`,
  },
  "leak-first": {
    title: "A leak: three things to do at once",
    body: `1. Shut valves: inlet and return of the leaking radiator; if that does not stop it, those of the flat (handle across the pipe).
2. Switch off power where water comes near sockets, and move what must not get wet.
3. Call the hotline: the address, where it leaks, whether you could stop it. Leaks are urgent: somebody is sent at once.

- The water is hot: wrap a towel around it first, never stop it with bare hands.
- Keep children and old people away.
- If it cannot be stopped and sprays, leave the room and say so on the phone.
- Tell the neighbours below.`,
  },
  "leak-public": {
    title: "Water or steam in the stairwell, a duct or the street",
    body: `It is mostly a leak of the network.

- Keep away: the water is very hot, and the ground may be hollow.
- Do not lift covers, and keep children away.
- Call the hotline at once: where (number, crossing, what is beside it), how much water, whether the road sinks.

If it is not our pipe, report it all the same: we look and hand it on to water or sewage.`,
  },
  "leak-owner": {
    title: "Who repairs a leak, and who pays for damage",
    body: `The border stands in the contract and the document in force: mostly the valve or meter of the flat. What is shared is the company's, what is inside is the household's.

- While it leaks, report it, whosever it is: first it is stopped, then it is settled.
- What somebody altered or fitted themselves is theirs to answer for.
- Take pictures and note the time of damage below; those concerned settle it, or the law does.

Whose it is can only be said on the spot, not by phone.`,
  },
  "water-test": {
    title: "Somebody should be at home when pipes are filled",
    body: `Before the season pipes are filled and tested for leaks, on days that are announced.

1. Have somebody at home, or leave a key with somebody you trust.
2. Shut all bleed and drain valves; plug pipes where radiators were taken off.
3. Look at joints, valves and radiators; shut the valve and call if anything drips.

An open pipe in an empty flat floods it and the one below. If nobody lives there, shut the valves of the flat before those days.`,
  },
  freeze: {
    title: "How to keep pipes from freezing",
    body: `Water that stands still in the cold bursts pipes and radiators; they leak when heat returns.

- Do not shut the valves of the flat when you leave in winter; keep thermostatic valves above the snowflake.
- Shut the windows; radiators at outer walls and balconies freeze first.
- Have professionals drain a flat that is stopped or empty.
- Do not drain anything while a repair goes on: the network needs that water.

If something burst, shut the valve, then report it.`,
  },
  "change-radiators": {
    title: "To change radiators, floor heating or pipes",
    body: `Inside the flat things may be changed: ask first, change after it was agreed to, outside the season.

1. Come to a hall with proof of who you are and of the flat, and say what you want.
2. We look at the plan or the place, and answer.
3. A qualified company does it; we shut and drain.
4. It is tested and accepted before it is heated.

Who changes without that answers for leaks and cold; what harms others is put back. Papers and fees are by the document in force.`,
  },
  "no-pumps": {
    title: "Why no pumps, and why no water may be drawn",
    body: `- A pump takes water from others: you are warm, the end of the line is cold; once it stops, water runs back.
- The water is treated and heated; it is not for drinking, washing or cooking. Drawing it lowers the pressure for everybody.
- Tapping pipes or adding radiators uses heat that nobody paid for.

All this is forbidden by the document in force: it is removed, and fees and liability follow that document.

If you are cold, report it and have it measured.`,
  },
  "report-alteration": {
    title: "How to report tampering, stolen heat or drawn water",
    body: `By phone, in WeChat (write "report tampering") or at a hall. Tell us:

- where: community, building, unit, best the room;
- what: a pump, water drawn, a tapped pipe, a broken lock;
- how you know: heard, seen, pictures.

Who reports is not told to whom they report; you need not say who you are. We decide only on the spot; the case can be looked up.`,
  },
  decoration: {
    title: "Decorating: do not wall in pipes and valves",
    body: `- Leave hatches for valves, filter, bleed valve and meter that a hand and a wrench fit through.
- Risers are shared: do not move, cut or bury them.
- Joints behind ceilings and cupboards leak first: keep them in sight.
- Shut the valve before a radiator is taken off, and plug the pipes.

If something is walled in and has to be repaired, opening and closing is the household's own.`,
  },
  "how-charged": {
    title: "How the fee is reckoned",
    body: `By area: fee = billed area × price, each line rounded half up to the fen.

- The billed area is the one on file.
- The price is approved by the authorities, and differs for homes and shops; from which day it holds stands in the document in force.

For example 103.47 m² at 25.85 yuan: 2,674.70 yuan (only to show how; the price is by the document in force).

For meters see "How metered heat is settled". How each line came about can be seen at a hall or kiosk.`,
  },
  area: {
    title: "Where the billed area comes from, and if it is wrong",
    body: `It is entered by the document in force from the deed or a survey. One flat can have several spaces, such as a garage or a shop.

If it is wrong, come to a hall with the deed or the survey of a qualified office. A change is approved by others; then

- the new area counts from that day on;
- what was charged too much is paid back or kept for the next season; what was too little is charged by the document in force.

Each change stays with its papers and its day. Areas are not changed by phone.`,
  },
  "storey-height": {
    title: "Storeys higher than 3 m",
    body: `A higher room has more air to heat, so most documents add something to the fee: by the ratio to 3 m, or by a step for each 0.3 m above.

Which way yours is reckoned, and with which height, stands in the detail of the bill. If the height is wrong, ask at a hall to have it measured.`,
  },
  metered: {
    title: "How metered heat is settled",
    body: `With a meter the fee has two parts:

- a basic fee by area, whatever you use;
- a metered fee: what the meter says × the price.

Mostly it is paid ahead by area and settled after the season: the difference is paid back, charged or kept for the next one. Prices, and whether there is a cap, are by the document in force.

You may have the meter tested: if it is right, you pay for the test; if not, we do, and mend the fee. Do not open the meter or its seal.`,
  },
  "late-fee": {
    title: "How the late fee is reckoned",
    body: `What is not paid in time bears a late fee from the day after: arrears × daily rate × days, rounded once to the fen. Rate and cap are by the document in force and the contract.

- It stops growing once all is paid.
- After a part payment it goes on for the rest.
- If you doubt the charge, ask for a review first: what that takes off takes its late fee with it.

By default a payment pays the oldest season first, and in it the fee before its late fee.`,
  },
  "where-to-pay": {
    title: "Where to pay",
    body: `- At a hall, in cash or by card; take a number from home by WeChat (write "take a number").
- At the banks that collect for us, by household number.
- Other ways as announced.

See first what is owed: by phone, in WeChat or at a kiosk, with the household number and the last four digits of the phone on file.

Trust only what is announced. Nobody of us collects cash at the door or asks for a bank password or a code from a text message.`,
  },
  receipts: {
    title: "Where to see payments and receipts",
    body: `- Write "payment history" in WeChat: the last payment, its receipt number and the season it paid.
- A hall prints a receipt again.
- For an invoice come to a hall with the household number, name and tax number.

If the bank took the money and it does not show here, it mostly does on the next day once accounts are compared; keep the slip and do not pay twice.`,
  },
  "more-than-last-year": {
    title: "Why more than last year",
    body: `There are five common causes:

- supply was stopped for a part of last season;
- the billed area changed, such as by a review or a garage;
- the price changed with a new document;
- there was a relief last year;
- the bill holds what was left of last year, with its late fee.

Write "compared with last year" in WeChat, or call: both seasons are put side by side, line by line. If it does not add up, raise a fee question.`,
  },
  refund: {
    title: "Paid too much or twice",
    body: `What was paid too much stays on your account and pays the next season by itself.

To have it back, the holder comes to a hall with an identity card and the receipt; once approved it goes back the way it came, or to the holder's own account.

If it went to another household, bring both numbers and the receipt: it is moved, and both the record and its correction stay.`,
  },
  transfer: {
    title: "Buying, selling, transfer of a flat",
    body: `Both sides come to a hall:

1. Bring the deed or the contract of sale, proof of who you are, and the household number.
2. What is owed up to that day stays with whom it is of, or the buyer takes it over.
3. The new holder and phone are entered, and a contract is made.

Without that, bills go to the former holder, whose phone still opens the household. See what is owed before you buy.`,
  },
  stop: {
    title: "How to stop supply",
    body: `For a whole season, within the announced time:

1. The holder comes to a hall with proof of who they are and the number; others need a power of attorney.
2. What is owed is paid first.
3. We see on the spot whether the flat can be shut off by itself without harm to others.
4. The valve is shut and sealed, and both sign.

Do not open it yourself: heat that is used all the same is charged by the document in force. Supply can be restored at any time.

Time, conditions and base fee are by the document in force.`,
  },
  "stop-fee": {
    title: "Why a part is owed although supply is stopped",
    body: `Network, stations and repair crews work for the whole building, and heat comes through walls and floors; so the document in force asks for a base fee.

Base = fee of the season × a share; the rest is waived. For example 2,674.70 yuan at 30 %: base 802.41, waived 1,872.29 (only to show how; the share is by the document in force).

The base fee is paid when supply is stopped; only then it is done.`,
  },
  restore: {
    title: "To have heat again after a stop",
    body: `At any time:

1. The holder comes to a hall, or calls and is called back.
2. The days that are left are paid: what was waived × days left ÷ days of the season. Stopped and restored on one day is as if it had never been.
3. Then the valve is opened; bleed the air and look for drips.

For example 1,872.29 yuan waived, 92 of 151 days left: 1,140.73 yuan (only to show how).

Do not break the seal: then the whole season is charged, and leaks are yours to answer for.`,
  },
  temperature: {
    title: "Which temperature is right, and how it is measured",
    body: `The standard stands in the city's document in force and the contract. Measured like this it counts:

- doors and windows shut for half an hour, no air conditioning, no cooking;
- in the middle of the room, somewhat over a metre above the floor, away from radiators, windows and sun;
- bedrooms and living rooms each; kitchen, bath and balcony mostly do not count.

If you find it too low, report it: somebody comes by appointment with a calibrated thermometer, and both sign. Keep that paper: a relief of the fee rests on it.`,
  },
  "season-days": {
    title: "When heating begins and ends",
    body: `The authorities announce it, and the calendar of each season is kept here; it may be lengthened by the weather. The announcement of the year counts.

Pipes are filled and tested first and then warmed slowly, so the first day may be cool. After the season leave valves open and the water in the pipes: it keeps them from rust.`,
  },
  "outage-refund": {
    title: "Money back for an outage or a cold flat",
    body: `Yes, by the document in force:

- an outage of ours of more than 24 hours: the fee × its days ÷ the days of the season;
- too cold: from the report to the repair, by bands of the measured temperature that the document gives.

It rests on records: the case's number, and a measurement that both signed. So report a cold flat on the same day, not after the season.

Causes inside the flat (valves, blockage, alteration, covers) and not letting us in to measure are left out. Refunds are mostly approved after the season, and go to your account here or back the way they came.`,
  },
  "after-reporting": {
    title: "After a report: when somebody comes, how to look it up",
    body: `Each report is a case with a number. Its class and urgency set the deadline: leaks first, then whole buildings, then single flats; in the season nobody waits for Monday.

- Look it up by phone or in WeChat ("my case"): how far it is and by when it is to be done.
- Say "hurry" to urge it: it is noted on the same case.
- We call back afterwards; if it is not mended say so, and the same person comes again.

Whoever comes shows a card. What parts inside the flat would cost you are told first, and nothing is done before you agree.`,
  },
  "five-questions": {
    title: "A call about a cold flat: five questions first",
    body: `Asked before anybody is sent, half of it is settled on the phone, and for the other half the right tools come along:

1. One radiator, one room, the flat or the building? (For a building look for an outage first.)
2. Since when? Was it warm before?
3. Are the valves open? Are inlet and return hot?
4. Was the air bled? Cold above, or cold below?
5. Was anything altered, a pump fitted, the flat decorated? Did neighbours stop supply?

With old or sick people or babies it is urgent. Open the diagnosis script: it asks step by step and writes the result on the case.

Promise the case's deadline, never a minute; before it was measured say nothing about the standard.`,
  },
  identity: {
    title: "What may be said on the phone, and what not",
    body: `- To anybody: outages, how to look for a fault, which papers are needed, where halls are.
- After the second factor (household number and the last four digits of the phone on file): what is owed and paid, and cases.
- Not by phone: areas, holders, refunds, stops. At a hall.
- Never: names, phones and identity numbers of others, and who reported something.

If it does not match, do not say which part: they try again, or come to a hall. Press and lawyers are noted, and a supervisor answers.`,
  },
};
