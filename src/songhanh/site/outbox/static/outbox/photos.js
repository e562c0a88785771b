// Photos become small JPEGs; drawing them anew leaves place, camera and everything else behind.

const LONGEST_SIDE = 1600;
const LARGEST_FILE = 15 * 1024 * 1024;

export class UnfitFile extends Error {}

export async function prepared(file) {
  if (file.type === "application/pdf") {
    if (file.size > LARGEST_FILE) throw new UnfitFile(file.name);
    return { name: file.name, data: file };
  }
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    throw new UnfitFile(file.name);
  }
  const share = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * share));
  canvas.height = Math.max(1, Math.round(picture.height * share));
  const paper = canvas.getContext("2d");
  paper.fillStyle = "white";
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const data = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
  if (!data) throw new UnfitFile(file.name);
  return { name: file.name.replace(/\.[^.]*$/, "") + ".jpg", data };
}
