using SkiaSharp;

namespace MLFlux.Plots;

/// <summary>The lettering of plots.</summary>
internal static class Fonts
{
    private static readonly string[] s_wanted = ["Segoe UI", "Helvetica Neue", "DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial"];

    /// <summary>The family that plots are lettered in: the first of the usual ones that is installed.</summary>
    public static string Family { get; } = s_wanted.FirstOrDefault(IsInstalled) ?? "Arial";

    /// <summary>
    /// Whether letters can be drawn on this machine. Skia lists a family even where there is no font, but it has no letters.
    /// </summary>
    public static bool CanDrawText { get; } = HasLetters(Family);

    private static bool IsInstalled(string family) => SKFontManager.Default.FontFamilies.Contains(family, StringComparer.OrdinalIgnoreCase);

    private static bool HasLetters(string family)
    {
        using SKTypeface typeface = SKTypeface.FromFamilyName(family); // What OxyPlot asks Skia for.
        return typeface.ContainsGlyph('0');
    }
}
