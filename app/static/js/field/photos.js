// Photos as they leave the laptop: smaller, and drawn anew, so that nothing of the camera's file but the picture goes
// along: no place, no time, no name of the device.

// Long side in pixels and JPEG's quality: a nameplate on a machine can still be read. Chosen, not measured.
const LONGEST = 1600, QUALITY = 0.8;

export async function redrawn(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return { bytes: new Uint8Array(await blob.arrayBuffer()), shown: canvas.toDataURL("image/jpeg", 0.5) };
}
