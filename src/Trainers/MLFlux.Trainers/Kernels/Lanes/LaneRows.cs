namespace MLFlux.Kernels;

/// <summary>Brings rows, one after another in memory, side by side, and back.</summary>
internal static class LaneRows
{
    /// <summary>Brings rows side by side; where they are fewer than lanes, zeros are beside them.</summary>
    /// <param name="rows">[count, values].</param>
    /// <param name="count">How many rows there are: as many as lanes, at the most.</param>
    /// <param name="target">Takes them.</param>
    /// <param name="planes">How they are to lie.</param>
    public static void Load(ReadOnlySpan<float> rows, int count, Span<float> target, LanePlanes planes)
    {
        if (count < planes.Lanes)
            target.Clear();
        (int parts, int length) = planes.Parts();
        for (int part = 0; part < parts; part++)
        {
            MatrixTranspose.Copy(
                rows[(part * length)..], planes.Values, planes.Part(target, part, parts), planes.Lanes, count, length);
        }
    }

    /// <summary>Brings rows back one after another.</summary>
    /// <param name="source">The rows side by side.</param>
    /// <param name="planes">How they lie.</param>
    /// <param name="rows">Takes [count, values].</param>
    /// <param name="count">How many of them there are.</param>
    public static void Store(ReadOnlySpan<float> source, LanePlanes planes, Span<float> rows, int count)
    {
        (int parts, int length) = planes.Parts();
        for (int part = 0; part < parts; part++)
        {
            MatrixTranspose.Copy(
                planes.Part(source, part, parts), planes.Lanes, rows[(part * length)..], planes.Values, length, count);
        }
    }
}
