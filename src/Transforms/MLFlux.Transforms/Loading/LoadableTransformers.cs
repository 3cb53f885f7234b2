using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;
using MLFlux.MLNet;
using MLFlux.Sequences;

[assembly: LoadableClass(typeof(ImageToVectorTransformer), typeof(TransformerLoader<ImageToVectorTransformer>), null,
    typeof(SignatureLoadModel), "Image to vector", ImageToVectorTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<ImageToVectorTransformer>), null, typeof(SignatureLoadRowMapper),
    "Image to vector", ImageToVectorTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IDataTransform), typeof(TransformerLoader<ImageToVectorTransformer>), null,
    typeof(SignatureLoadDataTransform), "Image to vector", ImageToVectorTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(OneHotTransformer), typeof(TransformerLoader<OneHotTransformer>), null, typeof(SignatureLoadModel),
    "One-hot", OneHotTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<OneHotTransformer>), null, typeof(SignatureLoadRowMapper), "One-hot",
    OneHotTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(OneColdTransformer), typeof(TransformerLoader<OneColdTransformer>), null, typeof(SignatureLoadModel),
    "One-cold", OneColdTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<OneColdTransformer>), null, typeof(SignatureLoadRowMapper),
    "One-cold", OneColdTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(DatePartsTransformer), typeof(TransformerLoader<DatePartsTransformer>), null, typeof(SignatureLoadModel),
    "Date parts", DatePartsTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<DatePartsTransformer>), null, typeof(SignatureLoadRowMapper),
    "Date parts", DatePartsTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(RobustNormalizingTransformer), typeof(TransformerLoader<RobustNormalizingTransformer>), null,
    typeof(SignatureLoadModel), "Robust scaling", RobustNormalizingTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<RobustNormalizingTransformer>), null, typeof(SignatureLoadRowMapper),
    "Robust scaling", RobustNormalizingTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(FeatureWeighingTransformer), typeof(TransformerLoader<FeatureWeighingTransformer>), null,
    typeof(SignatureLoadModel), "Feature weights", FeatureWeighingTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<FeatureWeighingTransformer>), null, typeof(SignatureLoadRowMapper),
    "Feature weights", FeatureWeighingTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(JoinedScoresTransformer), typeof(TransformerLoader<JoinedScoresTransformer>), null,
    typeof(SignatureLoadModel), "Joined scores", JoinedScoresTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<JoinedScoresTransformer>), null, typeof(SignatureLoadRowMapper),
    "Joined scores", JoinedScoresTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(TokensToVectorTransformer), typeof(TransformerLoader<TokensToVectorTransformer>), null,
    typeof(SignatureLoadModel), "Tokens", TokensToVectorTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<TokensToVectorTransformer>), null, typeof(SignatureLoadRowMapper),
    "Tokens", TokensToVectorTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(SplitChoicesTransformer), typeof(TransformerLoader<SplitChoicesTransformer>), null,
    typeof(SignatureLoadModel), "Choices", SplitChoicesTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<SplitChoicesTransformer>), null, typeof(SignatureLoadRowMapper),
    "Choices", SplitChoicesTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(OptionalColumnTransformer), typeof(OptionalColumnTransformer), null, typeof(SignatureLoadModel),
    "Optional column", OptionalColumnTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(SequenceWindowTransformer), typeof(SequenceWindowTransformer), null, typeof(SignatureLoadModel),
    "Sequence windows", SequenceWindowTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IDataTransform), typeof(SequenceWindowTransformer), null, typeof(SignatureLoadDataTransform),
    "Sequence windows", SequenceWindowTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(RelativeWindowTransformer), typeof(TransformerLoader<RelativeWindowTransformer>), null,
    typeof(SignatureLoadModel), "Relative windows", RelativeWindowTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<RelativeWindowTransformer>), null,
    typeof(SignatureLoadRowMapper), "Relative windows", RelativeWindowTransformer.LoaderSignature)]

[assembly: LoadableClass(typeof(AbsoluteScoreTransformer), typeof(TransformerLoader<AbsoluteScoreTransformer>), null,
    typeof(SignatureLoadModel), "Absolute scores", AbsoluteScoreTransformer.LoaderSignature)]
[assembly: LoadableClass(typeof(IRowMapper), typeof(TransformerLoader<AbsoluteScoreTransformer>), null,
    typeof(SignatureLoadRowMapper), "Absolute scores", AbsoluteScoreTransformer.LoaderSignature)]
