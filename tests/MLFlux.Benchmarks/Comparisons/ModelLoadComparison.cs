using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Benchmarks.Comparing;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;

namespace MLFlux.Benchmarks.Comparisons;

/// <summary>A whole pipeline loaded from its zip in a warm process, by a context of its own, and used for a row. No other side.</summary>
internal sealed class ModelLoadComparison : Comparison, IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"mlflux-benchmarks-{Guid.NewGuid():N}.zip");
    private readonly IDataView _row;

    public ModelLoadComparison(Digits digits)
    {
        var ml = new MLContext(seed: 1);
        IDataView training = digits.LoadTraining(ml, rows: 1_000);
        ITransformer model = PreparedDigits.Estimator(ml)
            .Append(Trainers.Create(ml, DigitNetwork.LeNet.Description, epochs: 1)).Fit(training);
        ml.Model.Save(model, training.Schema, _path);
        _row = ml.Data.TakeRows(training, 1);
    }

    public override string Unit => "ms";

    public override Goal Goal => Goal.Below(50, Unit);

    public override double MeasureOurs() => 1e3 * Seconds(() =>
    {
        ITransformer model = new MLContext().Model.Load(_path, out _);
        IDataView scored = model.Transform(_row);
        if (scored.GetColumn<float[]>("Score").Single().Length != MadeRows.Classes)
            throw new InvalidDataException("The loaded model gives another number of scores.");
        (model as IDisposable)?.Dispose();
    });

    public override double? MeasureTheirs() => null;

    public void Dispose() => File.Delete(_path);
}
