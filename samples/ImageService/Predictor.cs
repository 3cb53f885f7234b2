using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;

namespace ImageService;

/// <summary>Classifies images, for any number of threads: an engine serves one at a time, so each caller borrows its own.</summary>
internal sealed class Predictor : IDisposable
{
    /// <summary>More at once would not be faster: decoding and scoring keep a core busy.</summary>
    private static readonly int s_mostAtOnce = 2 * Environment.ProcessorCount;

    private readonly SemaphoreSlim _turns = new(s_mostAtOnce);
    private readonly ObjectPool<PredictionEngine<Upload, Prediction>> _engines;

    /// <exception cref="IOException">The model cannot be read.</exception>
    public Predictor(string modelPath)
    {
        var ml = new MLContext();
        ITransformer model = ml.Model.Load(modelPath, out _);
        // All engines share the model and its weights; none of them disposes it.
        var options = new PredictionEngineOptions { OwnsTransformer = false };
        _engines = new DefaultObjectPool<PredictionEngine<Upload, Prediction>>(
            new EnginePolicy(() => ml.Model.CreatePredictionEngine<Upload, Prediction>(model, options)), s_mostAtOnce);
    }

    /// <summary>Classifies one encoded image, once it is its turn.</summary>
    /// <exception cref="InvalidDataException">It is none that can be read.</exception>
    public async Task<Answer> ClassifyAsync(byte[] image, CancellationToken cancellation)
    {
        await _turns.WaitAsync(cancellation);
        PredictionEngine<Upload, Prediction> engine = _engines.Get();
        try
        {
            Prediction prediction = engine.Predict(new Upload { Image = image });
            return new Answer(prediction.PredictedLabel, prediction.Score.Max());
        }
        finally
        {
            _engines.Return(engine);
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();

    private sealed class EnginePolicy(Func<PredictionEngine<Upload, Prediction>> create)
        : PooledObjectPolicy<PredictionEngine<Upload, Prediction>>
    {
        public override PredictionEngine<Upload, Prediction> Create() => create();

        public override bool Return(PredictionEngine<Upload, Prediction> obj) => true;
    }
}
