namespace MLFlux.Images;

/// <summary>Which part of an image goes where in the result.</summary>
/// <param name="Left">Where the part begins, in pixels of the image.</param>
/// <param name="Top">Where the part begins, in pixels of the image.</param>
/// <param name="Width">The width of the part, in pixels of the image.</param>
/// <param name="Height">The height of the part, in pixels of the image.</param>
/// <param name="X">Where it goes, in pixels of the result.</param>
/// <param name="Y">Where it goes, in pixels of the result.</param>
/// <param name="Columns">The width it gets, in pixels of the result.</param>
/// <param name="Rows">The height it gets, in pixels of the result.</param>
internal readonly record struct Placement(
    double Left, double Top, double Width, double Height, int X, int Y, int Columns, int Rows)
{
    /// <summary>How many pixels of the image make up one of the result, at the least.</summary>
    public double Shrinking => Math.Min(Width / Columns, Height / Rows);

    /// <summary>Places an image of a width and height in a result.</summary>
    public static Placement Of(int width, int height, ImagePlan plan)
    {
        double across = (double)plan.Width / width, down = (double)plan.Height / height;
        return plan.Fit switch
        {
            ImageFit.Fill => new(0, 0, width, height, 0, 0, plan.Width, plan.Height),
            ImageFit.Crop => Crop(width, height, plan, Math.Max(across, down)),
            ImageFit.Pad => Pad(width, height, plan, Math.Min(across, down)),
        };
    }

    private static Placement Crop(int width, int height, ImagePlan plan, double scale)
    {
        double partWidth = Math.Min(width, plan.Width / scale), partHeight = Math.Min(height, plan.Height / scale);
        return new((width - partWidth) / 2, (height - partHeight) / 2, partWidth, partHeight, 0, 0, plan.Width, plan.Height);
    }

    private static Placement Pad(int width, int height, ImagePlan plan, double scale)
    {
        int columns = Math.Clamp((int)Math.Round(width * scale), 1, plan.Width);
        int rows = Math.Clamp((int)Math.Round(height * scale), 1, plan.Height);
        return new(0, 0, width, height, (plan.Width - columns) / 2, (plan.Height - rows) / 2, columns, rows);
    }
}
