import type { FailureRow } from './failure.js';

const errorCodes = 'Model Studio docs, error codes page (May 2026)';
const maskedBody = 'body quoted in public issues, ids masked';

/** A documented row. Without a code of its own, the compatible protocol uses the native one. */
function documented(status: number, nativeCode: string, code: string | undefined, message: string): FailureRow {
  return {
    status,
    code: code ?? nativeCode,
    nativeCode,
    message,
    source: errorCodes,
    certainty: 'documented',
  };
}

function recorded(row: FailureRow, source = maskedBody): FailureRow {
  return { ...row, source, certainty: 'recorded' };
}

/**
 * Failures that can happen to any request: the rows of the service's error table that no check produces.
 * `failNext('rate-limit')` makes the next request fail with one.
 */
export const serviceFailures = {
  'input-inspection': recorded(
    documented(400, 'DataInspectionFailed', 'data_inspection_failed', 'Input data may contain inappropriate content.'),
  ),
  'output-inspection': recorded(
    documented(400, 'DataInspectionFailed', 'data_inspection_failed', 'Output data may contain inappropriate content.'),
  ),
  'media-download': documented(
    400,
    'InvalidParameter.DataInspection',
    undefined,
    'Unable to download the media resource during the data inspection process.',
  ),
  'media-content-type': documented(
    400,
    'InvalidParameter',
    'invalid_parameter_error',
    'Wrong Content-Type of multimodal url',
  ),
  'repeated-tool-calls': {
    ...documented(
      400,
      'InvalidParameter',
      'invalid_parameter_error',
      'Repetitive tool calls detected in the conversation history. The same tool call with identical name and arguments has been repeated across multiple consecutive rounds. Please modify your request or adjust the tool call arguments to avoid infinite loops.',
    ),
    algorithm: true,
  },
  'empty-parameters': documented(
    400,
    'BadRequest.EmptyParameters',
    'invalid_request_error',
    'Required parameter "parameters" missing from request.',
  ),
  'illegal-input': documented(
    400,
    'BadRequest.IllegalInput',
    'invalid_request_error',
    'The input parameter requires json format.',
  ),
  'payload-too-large': documented(400, 'BadRequest.TooLarge', 'invalid_request_error', 'Payload Too Large.'),
  'resource-missing': documented(
    400,
    'BadRequest.ResourceNotExist',
    'invalid_request_error',
    'The Required resource not exist.',
  ),
  arrears: documented(400, 'Arrearage', undefined, 'Access denied, please make sure your account is in good standing.'),
  'invalid-url': documented(400, 'InvalidURL', undefined, 'Invalid URL provided in your request.'),
  'url-timeout': documented(
    400,
    'InvalidURL.Timeout',
    undefined,
    'Download the media resource timeout, please check network connection.',
  ),
  'url-refused': documented(
    400,
    'InvalidURL.ConnectionRefused',
    undefined,
    'Connection to the media resource refused, please provide available URL.',
  ),
  'image-size': documented(400, 'InvalidImage.ImageSize', undefined, 'The size of image is beyond limit.'),
  'image-format': documented(
    400,
    'InvalidImage.FileFormat',
    undefined,
    'Invalid image type. Please ensure the uploaded file is a valid image.',
  ),
  'file-format': documented(
    400,
    'InvalidFile.Format',
    undefined,
    'Invalid file format，the request file format is one of the following types: MP4, AVI, MOV, MP3, WAV, AAC, JPEG, JPG, PNG, BMP, and WEBP.',
  ),
  'intellectual-property': documented(
    400,
    'IPInfringementSuspect',
    undefined,
    'Input data is suspected of being involved in IP infringement.',
  ),
  'faq-rule': documented(400, 'FaqRuleBlocked', undefined, 'Input or output data is blocked by faq rule.'),
  'custom-rule': documented(
    400,
    'CustomRoleBlocked',
    undefined,
    'Input or output data may contain inappropriate content with custom rule.',
  ),
  'role-or-content': documented(
    400,
    'ServiceUnavailableError',
    undefined,
    'Role must be user or assistant and Content length must be greater than 0.',
  ),
  'model-not-exist': documented(400, 'InvalidParameter', 'invalid_parameter_error', 'Model not exist.'),
  'workspace-unauthorized': documented(
    401,
    'NOT AUTHORIZED',
    undefined,
    'Access denied: Either you are not authorized to access this workspace, or the workspace does not exist. Please:\\nVerify the workspace configuration.\\nCheck your API endpoint settings. Ensure you are targeting the correct environment.',
  ),
  'access-denied': documented(403, 'AccessDenied', 'access_denied', 'Access denied.'),
  unpurchased: documented(
    403,
    'AccessDenied.Unpurchased',
    undefined,
    'Access to model denied. Please make sure you are eligible for using the model.',
  ),
  'model-access-denied': documented(403, 'Model.AccessDenied', undefined, 'Model access denied.'),
  'app-access-denied': documented(403, 'App.AccessDenied', undefined, 'App access denied.'),
  'workspace-access-denied': documented(403, 'Workspace.AccessDenied', undefined, 'Workspace access denied.'),
  'endpoint-access-denied': documented(403, 'Endpoint.AccessDenied', undefined, 'Workspace endpoint access denied.'),
  'free-tier-used-up': documented(
    403,
    'AllocationQuota.FreeTierOnly',
    undefined,
    'The free tier of the model has been exhausted. If you wish to continue access the model on a paid basis, please disable the "use free tier only" mode in the management console.',
  ),
  'not-found': documented(404, 'NotFound', undefined, 'Not found!'),
  'workspace-not-found': documented(404, 'WorkSpaceNotFound', undefined, 'WorkSpace can not be found.'),
  conflict: documented(409, 'Conflict', undefined, 'Model instance already exists, please specify a suffix.'),
  throttling: documented(429, 'Throttling', undefined, 'Requests throttling triggered.'),
  'rate-limit': recorded(
    documented(429, 'Throttling.RateQuota', 'limit_requests', 'You have exceeded your current request limit.'),
  ),
  'limit-requests': documented(429, 'LimitRequests', 'limit_requests', 'You exceeded your current requests list.'),
  'burst-rate': recorded(
    documented(
      429,
      'Throttling.BurstRate',
      'limit_burst_rate',
      'Request rate increased too quickly. To ensure system stability, please adjust your client logic to scale requests more smoothly over time.',
    ),
  ),
  'token-quota': recorded(
    documented(
      429,
      'Throttling.AllocationQuota',
      'insufficient_quota',
      'Allocated quota exceeded, please increase your quota limit.',
    ),
  ),
  'free-quota': documented(429, 'Throttling.AllocationQuota', 'insufficient_quota', 'Free allocated quota exceeded.'),
  'not-purchased': documented(429, 'CommodityNotPurchased', undefined, 'Commodity has not purchased yet.'),
  'prepaid-overdue': documented(429, 'PrepaidBillOverdue', undefined, 'The prepaid bill is overdue.'),
  'postpaid-overdue': documented(429, 'PostpaidBillOverdue', undefined, 'The postpaid bill is overdue.'),
  'internal-error': documented(
    500,
    'InternalError',
    'internal_error',
    'An internal error has occured, please try again later or contact service support.',
  ),
  'inference-error': documented(500, 'InternalError.Algo', 'internal_error', 'inference internal error.'),
  'tool-json': documented(
    500,
    'InternalError.Algo',
    'internal_error',
    "Expecting ',' delimiter: line 1 column 12 (char 11)",
  ),
  'content-length': documented(
    500,
    'InternalError.Algo',
    'internal_error',
    'Missing Content-Length of multimodal url.',
  ),
  'internal-timeout': documented(
    500,
    'InternalError.Timeout',
    undefined,
    'An internal timeout error has occured during execution, please try again later or contact service support.',
  ),
  'system-error': documented(500, 'SystemError', undefined, 'An system error has occured, please try again later.'),
  'model-service': documented(500, 'ModelServiceFailed', undefined, 'Failed to request model service.'),
  'request-timeout': documented(500, 'RequestTimeOut', undefined, 'Request timed out, please try again later.'),
  'response-timeout': documented(500, 'ResponseTimeout', undefined, 'Response timeout!'),
  'model-serving': documented(
    503,
    'ModelServingError',
    undefined,
    'Too many requests. Your requests are being throttled due to system capacity limits. Please try again later.',
  ),
  'model-unavailable': documented(503, 'ModelUnavailable', undefined, 'Model is unavailable, please try again later.'),
} satisfies Record<string, FailureRow>;
