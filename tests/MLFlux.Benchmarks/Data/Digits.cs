using Microsoft.ML;

namespace MLFlux.Benchmarks.Data;

/// <summary>Handwritten digits as four IDX files, 60,000 to train and 10,000 to test: MNIST's, or made ones of the same size.</summary>
internal sealed class Digits : IDisposable
{
    private const int MadeToTrain = 60_000, MadeToTest = 10_000;

    private readonly string _folder;
    private readonly bool _isMade;

    private Digits(string folder, bool isMade)
    {
        _folder = folder;
        _isMade = isMade;
    }

    /// <summary>What they are called in a report.</summary>
    public string Name => _isMade ? "made digits" : "MNIST";

    /// <param name="folder">Where MNIST is; null for the usual place or, without it, made digits.</param>
    /// <exception cref="DirectoryNotFoundException">The folder is given and has no such files.</exception>
    public static Digits Open(DirectoryInfo? folder)
    {
        string? root = folder?.FullName ?? Repository.SharedData();
        string? found = root is null ? null : new[] { root, Path.Combine(root, "mnist") }.FirstOrDefault(HasFiles);
        if (found is null && folder is not null)
            throw new DirectoryNotFoundException(
                $"There is no {FileName(true, true)} in '{folder}' nor in its folder mnist, given as --data.");

        return found is null ? Make() : new Digits(found, isMade: false);
    }

    /// <summary>The digits to train on as they come from their files.</summary>
    public IDataView LoadTraining(MLContext ml, int? rows = null) => Load(ml, isTraining: true, rows);

    /// <summary>The digits held out as they come from their files.</summary>
    public IDataView LoadTest(MLContext ml) => Load(ml, isTraining: false, rows: null);

    public void Dispose()
    {
        if (_isMade)
            Directory.Delete(_folder, recursive: true);
    }

    private static bool HasFiles(string folder) => File.Exists(Path.Combine(folder, FileName(true, true)));

    private static string FileName(bool isTraining, bool isImages) =>
        $"{(isTraining ? "train" : "t10k")}-{(isImages ? "images-idx3" : "labels-idx1")}-ubyte.gz";

    private static Digits Make()
    {
        string folder = Directory.CreateTempSubdirectory("mlflux-benchmarks-").FullName;
        foreach ((bool isTraining, int first, int count) in new[] { (true, 0, MadeToTrain), (false, MadeToTrain, MadeToTest) })
        {
            (byte[] images, byte[] labels) = HandwrittenDigits.Draw(count, seed: 1, first);
            IdxWriter.Write(
                Path.Combine(folder, FileName(isTraining, true)), images, count, HandwrittenDigits.Height, HandwrittenDigits.Width);
            IdxWriter.Write(Path.Combine(folder, FileName(isTraining, false)), labels, count);
        }

        return new Digits(folder, isMade: true);
    }

    private IDataView Load(MLContext ml, bool isTraining, int? rows) => ml.Data.LoadFromIdx(
        Path.Combine(_folder, FileName(isTraining, true)), Path.Combine(_folder, FileName(isTraining, false)), count: rows);
}
