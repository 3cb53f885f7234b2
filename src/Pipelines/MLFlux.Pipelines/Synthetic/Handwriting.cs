namespace MLFlux.Synthetic;

/// <summary>One writer's hand: takes a digit from the copybook and writes it as this writer would, somewhere on the paper.</summary>
internal static class Handwriting
{
    /// <summary>How many straight lines a curve is made of between two control points.</summary>
    private const int LinesPerSpan = 5;

    /// <summary>Paper left free at each edge, in pixels.</summary>
    private const float Margin = 1;

    /// <summary>Writes a digit: its strokes in pixels, all within the paper.</summary>
    public static PenStroke[] Write(int digit, ref PenRandom random)
    {
        ReadOnlySpan<PenStroke[]> ways = Copybook.WaysToWrite(digit);
        PenStroke[] way = ways[random.Below(ways.Length)];
        Distortion distortion = Distortion.Draw(ref random);
        float halfWidth = random.Uniform(0.7f, 1.7f);

        var strokes = new PenStroke[way.Length];
        for (int i = 0; i < way.Length; i++)
        {
            PenPoint[] control = Unsteady(way[i].Points, halfWidth, ref random);
            strokes[i] = new PenStroke(Curve(control));
            distortion.Apply(strokes[i].Points);
        }

        Place(strokes, ref random);
        return strokes;
    }

    /// <summary>Moves the control points a little, a corner as one, and varies the pressure on the pen.</summary>
    private static PenPoint[] Unsteady(PenPoint[] copy, float halfWidth, ref PenRandom random)
    {
        const float Wobble = 3.2f, Pressure = 0.16f;
        var written = new PenPoint[copy.Length];
        for (int i = 0; i < copy.Length; i++)
        {
            bool corner = i > 0 && copy[i] == copy[i - 1];
            written[i] = corner ? written[i - 1] : new PenPoint(
                copy[i].X + (Wobble * random.Normal()),
                copy[i].Y + (Wobble * random.Normal()),
                halfWidth * Math.Max(0.5f, 1 + (Pressure * random.Normal())));
        }

        return written;
    }

    /// <summary>A Catmull-Rom spline (Catmull, Rom 1974) through the control points.</summary>
    private static PenPoint[] Curve(PenPoint[] control)
    {
        var points = new PenPoint[((control.Length - 1) * LinesPerSpan) + 1];
        for (int span = 0; span < control.Length - 1; span++)
        {
            PenPoint before = control[Math.Max(span - 1, 0)], from = control[span], to = control[span + 1];
            PenPoint after = control[Math.Min(span + 2, control.Length - 1)];
            for (int line = 0; line < LinesPerSpan; line++)
            {
                float t = line / (float)LinesPerSpan;
                points[(span * LinesPerSpan) + line] = new PenPoint(
                    Spline(before.X, from.X, to.X, after.X, t),
                    Spline(before.Y, from.Y, to.Y, after.Y, t),
                    from.HalfWidth + ((to.HalfWidth - from.HalfWidth) * t));
            }
        }

        points[^1] = control[^1];
        return points;
    }

    private static float Spline(float before, float from, float to, float after, float t) =>
        from + (0.5f * t * (to - before
            + (t * ((2 * before) - (5 * from) + (4 * to) - after
            + (t * ((3 * (from - to)) + after - before))))));

    /// <summary>Brings the digit to a random size and place on the paper, its whole line within the margin.</summary>
    private static void Place(PenStroke[] strokes, ref PenRandom random)
    {
        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue, thickest = 0;
        foreach (PenPoint point in strokes.SelectMany(stroke => stroke.Points))
        {
            (left, right) = (Math.Min(left, point.X), Math.Max(right, point.X));
            (top, bottom) = (Math.Min(top, point.Y), Math.Max(bottom, point.Y));
            thickest = Math.Max(thickest, point.HalfWidth);
        }

        // Half a pixel more than the line is wide, for its soft edge.
        float room = HandwrittenDigits.Width - (2 * (Margin + thickest + 0.5f));
        float size = Math.Min(random.Uniform(14.5f, 20.5f), room);
        float scale = size / Math.Max(right - left, bottom - top);
        float free = 0.5f * (room - (scale * (right - left))), freeBelow = 0.5f * (room - (scale * (bottom - top)));
        float x = 14 + Within(free, 2 * random.Normal()) - (scale * 0.5f * (left + right));
        float y = 14 + Within(freeBelow, 2 * random.Normal()) - (scale * 0.5f * (top + bottom));

        foreach (PenStroke stroke in strokes)
        {
            foreach (ref PenPoint point in stroke.Points.AsSpan())
                point = point with { X = x + (scale * point.X), Y = y + (scale * point.Y) };
        }
    }

    private static float Within(float limit, float value) => Math.Clamp(value, -limit, limit);
}
