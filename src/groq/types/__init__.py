"""The types of requests and answers, resolved on first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_exports

if TYPE_CHECKING:
    from . import audio as audio
    from . import chat as chat
    from . import responses as responses
    from . import shared as shared
    from . import shared_params as shared_params
    from .batch import Batch as Batch
    from .batch import BatchStatus as BatchStatus
    from .batch_cancel_response import BatchCancelResponse as BatchCancelResponse
    from .batch_create_params import BatchCreateParams as BatchCreateParams
    from .batch_create_response import BatchCreateResponse as BatchCreateResponse
    from .batch_list_response import BatchListResponse as BatchListResponse
    from .batch_request_input import BatchRequestInput as BatchRequestInput
    from .batch_request_output import BatchRequestOutput as BatchRequestOutput
    from .batch_retrieve_response import BatchRetrieveResponse as BatchRetrieveResponse
    from .completion_usage import CompletionUsage as CompletionUsage
    from .create_embedding_response import CreateEmbeddingResponse as CreateEmbeddingResponse
    from .embedding import Embedding as Embedding
    from .embedding_create_params import EmbeddingCreateParams as EmbeddingCreateParams
    from .embedding_model import EmbeddingModel as EmbeddingModel
    from .file import File as File
    from .file import FilePurpose as FilePurpose
    from .file_create_params import FileCreateParams as FileCreateParams
    from .file_create_response import FileCreateResponse as FileCreateResponse
    from .file_delete_response import FileDeleteResponse as FileDeleteResponse
    from .file_info_response import FileInfoResponse as FileInfoResponse
    from .file_list_response import FileListResponse as FileListResponse
    from .fine_tuning import FineTuning as FineTuning
    from .fine_tuning import FineTuningDeleteResponse as FineTuningDeleteResponse
    from .fine_tuning import FineTuningListResponse as FineTuningListResponse
    from .fine_tuning import FineTuningReadResponse as FineTuningReadResponse
    from .fine_tuning_create_params import FineTuningCreateParams as FineTuningCreateParams
    from .model import Model as Model
    from .model_deleted import ModelDeleted as ModelDeleted
    from .model_list_response import ModelListResponse as ModelListResponse
    from .reranking_create_params import RerankingCreateParams as RerankingCreateParams
    from .reranking_response import RerankingResponse as RerankingResponse
    from .reranking_response import RerankingResult as RerankingResult
    from .shared import ErrorObject as ErrorObject
    from .shared import FunctionDefinition as FunctionDefinition
    from .shared import FunctionParameters as FunctionParameters

__all__ = [
    "Batch",
    "BatchCancelResponse",
    "BatchCreateParams",
    "BatchCreateResponse",
    "BatchListResponse",
    "BatchRequestInput",
    "BatchRequestOutput",
    "BatchRetrieveResponse",
    "BatchStatus",
    "CompletionUsage",
    "CreateEmbeddingResponse",
    "Embedding",
    "EmbeddingCreateParams",
    "EmbeddingModel",
    "ErrorObject",
    "File",
    "FileCreateParams",
    "FileCreateResponse",
    "FileDeleteResponse",
    "FileInfoResponse",
    "FileListResponse",
    "FilePurpose",
    "FineTuning",
    "FineTuningCreateParams",
    "FineTuningDeleteResponse",
    "FineTuningListResponse",
    "FineTuningReadResponse",
    "FunctionDefinition",
    "FunctionParameters",
    "Model",
    "ModelDeleted",
    "ModelListResponse",
    "RerankingCreateParams",
    "RerankingResponse",
    "RerankingResult",
]

_EXPORTS = {
    "Batch": ".batch",
    "BatchCancelResponse": ".batch_cancel_response",
    "BatchCreateParams": ".batch_create_params",
    "BatchCreateResponse": ".batch_create_response",
    "BatchListResponse": ".batch_list_response",
    "BatchRequestInput": ".batch_request_input",
    "BatchRequestOutput": ".batch_request_output",
    "BatchRetrieveResponse": ".batch_retrieve_response",
    "BatchStatus": ".batch",
    "CompletionUsage": ".completion_usage",
    "CreateEmbeddingResponse": ".create_embedding_response",
    "Embedding": ".embedding",
    "EmbeddingCreateParams": ".embedding_create_params",
    "EmbeddingModel": ".embedding_model",
    "ErrorObject": ".shared",
    "File": ".file",
    "FileCreateParams": ".file_create_params",
    "FileCreateResponse": ".file_create_response",
    "FileDeleteResponse": ".file_delete_response",
    "FileInfoResponse": ".file_info_response",
    "FileListResponse": ".file_list_response",
    "FilePurpose": ".file",
    "FineTuning": ".fine_tuning",
    "FineTuningCreateParams": ".fine_tuning_create_params",
    "FineTuningDeleteResponse": ".fine_tuning",
    "FineTuningListResponse": ".fine_tuning",
    "FineTuningReadResponse": ".fine_tuning",
    "FunctionDefinition": ".shared",
    "FunctionParameters": ".shared",
    "Model": ".model",
    "ModelDeleted": ".model_deleted",
    "ModelListResponse": ".model_list_response",
    "RerankingCreateParams": ".reranking_create_params",
    "RerankingResponse": ".reranking_response",
    "RerankingResult": ".reranking_response",
}

if not TYPE_CHECKING:  # checkers go by the imports above, and refuse any other name
    __getattr__, __dir__ = lazy_exports(
        __name__,
        _EXPORTS,
        (*sorted({module[1:] for module in _EXPORTS.values()}), "audio", "chat", "responses", "shared_params"),
    )
