export const slips = {
  "slip.title": "Is this notice genuine?",
  "slip.ours": "Issued by us",
  "slip.not-ours": "This notice is not ours",
  "slip.not-ours.what":
    "Check first that the code was typed as it is printed. If it is still not found, pay nothing, scan no payment code on it, and call the hotline.",
  "slip.open": "What it is about is still open",
  "slip.settled": "Nothing that it is about is open now",
  "slip.what": "Notice",
  "slip.issued": "Issued",
  "slip.office": "By",
  "slip.to": "To",
  "slip.pay":
    "Pay at our halls, kiosks or official account alone, and ask for a receipt. Our people take no money by codes of their own; the code on the notice is for checking, not for paying.",
  "slip.qr": "Scan to check",
  "slip.qr.about":
    "Scan, or open the address and type the code, to check that this notice is ours and whether it is settled:",
  "slip.not-set-up": "No secret for notices is set, so this one carries no code to check.",
};
