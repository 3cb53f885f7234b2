using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Images;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>
/// Image files to vectors of floats, against ML.NET's LoadImages, ResizeImages and ExtractPixels, consumed in full: CIFAR-10's
/// training images, or made ones of the same size.
/// </summary>
internal sealed class ImageFilesComparison : Comparison, IDisposable
{
    private const int WarmUps = 5;

    private readonly ImageFiles _files;

    public ImageFilesComparison()
    {
        string? cifar = Repository.SharedData() is string data ? Path.Combine(data, "cifar10", "train") : null;
        _files = new ImageFiles(Directory.Exists(cifar) ? cifar : null);
    }

    public override string Unit => "images/s";

    public override Goal Goal => Goal.AtLeast(3);

    public override bool IsValid => _files.LargestDifference() == 0;

    public override IEnumerable<string> Remarks =>
        [$"{_files.Rows:#,0} files; the largest difference between two pixels is {_files.LargestDifference():0.######} of 255."];

    /// <summary>Several times: the decoder is C#, which .NET goes on compiling better for the first seconds.</summary>
    public override void WarmUp()
    {
        for (int i = 0; i < WarmUps; i++)
            base.WarmUp();
    }

    public override double MeasureOurs() => _files.MeasureOurs();

    public override double? MeasureTheirs() => _files.MeasureTheirs();

    public void Dispose() => _files.Dispose();
}
