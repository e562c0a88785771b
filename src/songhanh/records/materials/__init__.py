"""The library: messages, materials with their versions, stock, and the pages behind QR codes."""
