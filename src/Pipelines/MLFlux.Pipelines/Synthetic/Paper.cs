namespace MLFlux.Synthetic;

/// <summary>Draws strokes as pixels: ink falls off softly with the distance from the pen's path; then comes the grain.</summary>
internal static class Paper
{
    /// <summary>Draws the strokes of one digit over whatever <paramref name="pixels"/> held.</summary>
    public static void Draw(PenStroke[] strokes, Span<byte> pixels, ref PenRandom random)
    {
        float softness = random.Uniform(0.9f, 1.8f);
        float darkness = random.Uniform(0.75f, 1);
        float grain = random.Uniform();
        grain = 0.14f * grain * grain; // Most sheets are clean.

        Span<float> ink = stackalloc float[HandwrittenDigits.ImageSize];
        ink.Clear();
        foreach (PenStroke stroke in strokes)
        {
            for (int i = 1; i < stroke.Points.Length; i++)
                DrawLine(stroke.Points[i - 1], stroke.Points[i], softness, ink);
        }

        for (int i = 0; i < ink.Length; i++)
        {
            float value = (darkness * ink[i]) + (grain * random.Normal());
            pixels[i] = (byte)((255 * Math.Clamp(value, 0, 1)) + 0.5f);
        }
    }

    /// <summary>Where lines overlap the darker one counts, so that a curve shows no joints.</summary>
    private static void DrawLine(PenPoint from, PenPoint to, float softness, Span<float> ink)
    {
        float reach = Math.Max(from.HalfWidth, to.HalfWidth) + (0.5f * softness);
        int left = Math.Max(0, (int)(Math.Min(from.X, to.X) - reach)), right =
            Math.Min(HandwrittenDigits.Width - 1, (int)(Math.Max(from.X, to.X) + reach));
        int top = Math.Max(0, (int)(Math.Min(from.Y, to.Y) - reach)), bottom =
            Math.Min(HandwrittenDigits.Height - 1, (int)(Math.Max(from.Y, to.Y) + reach));
        float dx = to.X - from.X, dy = to.Y - from.Y;
        float lengthSquared = Math.Max((dx * dx) + (dy * dy), 1e-12f);

        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
            {
                float x = column + 0.5f - from.X, y = row + 0.5f - from.Y;
                float along = Math.Clamp(((x * dx) + (y * dy)) / lengthSquared, 0, 1);
                float offX = x - (along * dx), offY = y - (along * dy);
                float distance = MathF.Sqrt((offX * offX) + (offY * offY));
                float halfWidth = from.HalfWidth + (along * (to.HalfWidth - from.HalfWidth));
                float edge = Math.Clamp(((halfWidth - distance) / softness) + 0.5f, 0, 1);
                ref float pixel = ref ink[(row * HandwrittenDigits.Width) + column];
                pixel = Math.Max(pixel, edge * edge * (3 - (2 * edge)));
            }
        }
    }
}
