// A photo is made small on the device: it is sent sooner, and where and when it was taken stays here.

const LONGEST = 1600, QUALITY = 0.85;

export async function small(file) {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height)), canvas = document.createElement("canvas");
    Object.assign(canvas, { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((done) => { canvas.toBlob(done, "image/jpeg", QUALITY); });
    return made ? new File([made], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch {
    return file;  // the server looks at it and says what is wrong
  }
}
